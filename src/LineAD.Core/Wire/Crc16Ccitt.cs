namespace LineAD.Core.Wire;

/// <summary>CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, not reflected; of "123456789" it is 0x29B1.</summary>
public static class Crc16Ccitt
{
    private static readonly ushort[] Table = MakeTable();

    /// <summary>The check value of <paramref name="bytes"/>.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var b in bytes)
        {
            crc = (ushort)((crc << 8) ^ Table[(crc >> 8) ^ b]);
        }

        return crc;
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ushort)(i << 8);
            for (var bit = 0; bit < 8; bit++)
            {
                value = (ushort)((value & 0x8000) != 0 ? (value << 1) ^ 0x1021 : value << 1);
            }

            table[i] = value;
        }

        return table;
    }
}
