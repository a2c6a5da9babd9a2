using System.Security.Cryptography;
using System.Text.Json;

namespace LineAD.Core.Wire;

/// <summary>A message that could not be used, <c>{root}/{line}/dlq</c>: why, where, and its first 64 KiB.</summary>
public sealed record DeadLetterMessage
{
    /// <summary>Most bytes of the payload that travel along.</summary>
    public const int MaxHeadBytes = 64 * 1024;

    /// <summary>Reason, snake case, see <see cref="Errors.Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>Where it was refused: <c>intake</c>, <c>decode</c>, <c>score</c>, ….</summary>
    public required string Stage { get; init; }

    /// <summary>Topic, or <c>topic/partition/offset</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>MIME type as it came, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>Length of the whole payload, bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The payload, whole or its head; not copied before <see cref="Write"/>.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>
    /// UTF-8 JSON <c>{v, reason, stage, origin, contentType, length, sha256, head}</c>. <c>sha256</c> is null when only a
    /// head of the payload is at hand.
    /// </summary>
    public byte[] Write() =>
        JsonBytes.Write(this, static (json, m) => m.WriteTo(json), 1024 + (Math.Min(Payload.Length, MaxHeadBytes) * 4 / 3));

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("v"u8, 1);
        json.WriteString("reason"u8, Reason);
        json.WriteString("stage"u8, Stage);
        json.WriteString("origin"u8, JsonBytes.Bounded(Origin, 512));
        json.WriteString("contentType"u8, JsonBytes.Bounded(ContentType, 256));
        json.WriteNumber("length"u8, Length);
        json.WriteString(
            "sha256"u8,
            Payload.Length == Length ? Convert.ToHexStringLower(SHA256.HashData(Payload.Span)) : null);
        json.WriteBase64String("head"u8, Payload.Span[..Math.Min(Payload.Length, MaxHeadBytes)]);
    }
}
