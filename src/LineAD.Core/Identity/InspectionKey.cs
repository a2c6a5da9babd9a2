using System.Security.Cryptography;
using System.Text;

namespace LineAD.Core.Identity;

/// <summary>One inspection of one part at one station; the same on every view and every redelivery.</summary>
/// <param name="Station">Where.</param>
/// <param name="Part">Part name, see <see cref="Names.IsPart"/>.</param>
/// <param name="Seq">The station's trigger counter, 1…, wrapping; 0 when there is none.</param>
public readonly record struct InspectionKey(StationKey Station, string Part, uint Seq)
{
    /// <summary>
    /// The decision id of DESIGN.md section 4: the first 8 bytes of SHA-256 of <c>line/station/part/seq</c>, read as a
    /// big-endian number. Independent of model and attempt. On the wire it is 16 lower-case hex digits.
    /// </summary>
    public ulong ComputeId()
    {
        var text = $"{Station.Line}/{Station.Station}/{Part}/{Seq}";
        Span<byte> utf8 = stackalloc byte[256];
        var length = Encoding.UTF8.GetBytes(text, utf8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..length], hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
