using System.Text;

namespace LineAD.Core.Wire;

/// <summary>CRC-32/ISO-HDLC (the one of zip and Ethernet); of "123456789" it is 0xCBF43926.</summary>
public static class Crc32IsoHdlc
{
    // The base library has only CRC-32C, another polynomial, and Core takes no further package.
    private static readonly uint[] Table = MakeTable();

    /// <summary>The check value of <paramref name="bytes"/>.</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc = (crc >> 8) ^ Table[(byte)crc ^ b];
        }

        return ~crc;
    }

    /// <summary>The check value of a part's UTF-8 form, bytes 12 to 15 of the decision record.</summary>
    public static uint OfPart(string part)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(part, utf8, out var length)
            ? Compute(utf8[..length])
            : Compute(Encoding.UTF8.GetBytes(part));
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320u : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
