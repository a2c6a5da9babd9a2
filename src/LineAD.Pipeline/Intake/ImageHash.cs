using System.Numerics;
using System.Runtime.InteropServices;

namespace LineAD.Pipeline.Intake;

/// <summary>
/// A fast 64-bit fingerprint of a payload: two interleaved CRC-32C and the length. For equality, not security.
/// </summary>
internal static class ImageHash
{
    public static ulong Of(ReadOnlySpan<byte> payload)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        uint even = 0x9E3779B9, odd = 0x85EBCA6B;
        var i = 0;
        for (; i + 1 < words.Length; i += 2)
        {
            even = BitOperations.Crc32C(even, words[i]);
            odd = BitOperations.Crc32C(odd, words[i + 1]);
        }

        foreach (var b in payload[(i * sizeof(ulong))..])
        {
            even = BitOperations.Crc32C(even, b);
        }

        odd = BitOperations.Crc32C(odd, (uint)payload.Length);
        return ((ulong)even << 32) | odd;
    }
}
