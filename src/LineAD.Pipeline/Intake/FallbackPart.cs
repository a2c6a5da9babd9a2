using System.Security.Cryptography;
using System.Text;
using LineAD.Core.Identity;
using LineAD.Core.Intake;

namespace LineAD.Pipeline.Intake;

/// <summary>The part name of a frame that names neither part nor sequence: always the same on redelivery.</summary>
internal static class FallbackPart
{
    /// <summary>16 hex digits of SHA-256 of source and id, else the transport's own, else of the payload.</summary>
    public static string Of(InboundFrame frame)
    {
        var a = frame.Attributes;
        if (a.Id is { Length: > 0 } id)
        {
            return Hash(Encoding.UTF8.GetBytes($"{a.Source}{id}"));
        }

        return frame.FallbackPart is { } own && Names.IsPart(own) ? own : Hash(frame.Payload.Span);
    }

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
