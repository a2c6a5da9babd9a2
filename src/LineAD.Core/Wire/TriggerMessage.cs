using System.Text.Json;
using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>A trigger of the PLC, <c>…/trigger</c>: <c>{"seq","part","category","deadlinems"}</c>.</summary>
public sealed record TriggerMessage
{
    /// <summary>Longest message read, bytes.</summary>
    public const int MaxBytes = 1024;

    private static readonly string[] Keys = ["seq", "part", "category", "deadlinems"];

    /// <summary>The station's trigger counter; 0 when absent.</summary>
    public uint Seq { get; init; }

    /// <summary>Part name; null when absent.</summary>
    public string? Part { get; init; }

    /// <summary>Product category; null for the station's own.</summary>
    public string? Category { get; init; }

    /// <summary>Deadline in milliseconds after the trigger; null for the station's own.</summary>
    public int? DeadlineMs { get; init; }

    /// <summary>
    /// Reads a trigger. Each key at most once, null counts as absent, and seq or part must be there: without either the part
    /// could not be told from the next. Never throws.
    /// </summary>
    /// <param name="utf8">The payload.</param>
    /// <param name="message">The trigger, or null.</param>
    /// <param name="problem">What is wrong, for the dead letter; null when nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out TriggerMessage? message, out string? problem)
    {
        var draft = new Draft();
        problem = utf8.Length > MaxBytes
            ? $"it has {utf8.Length} bytes; a trigger has at most {MaxBytes}"
            : StrictJson.Read(
                utf8, Keys, allRequired: false, draft, static (ref reader, key, d) => d.Set(ref reader, key));
        problem ??= draft.Message is { Seq: 0, Part: null } ? "it has neither 'seq' (1 or more) nor 'part'" : null;
        message = problem is null ? draft.Message : null;
        return problem is null;
    }

    /// <summary>UTF-8 JSON; absent fields are left out.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json), 128);

    private void WriteTo(Utf8JsonWriter json)
    {
        if (Seq != 0)
        {
            json.WriteNumber("seq"u8, Seq);
        }

        if (Part is not null)
        {
            json.WriteString("part"u8, Part);
        }

        if (Category is not null)
        {
            json.WriteString("category"u8, Category);
        }

        if (DeadlineMs is { } deadlineMs)
        {
            json.WriteNumber("deadlinems"u8, deadlineMs);
        }
    }

    private sealed class Draft
    {
        public TriggerMessage Message { get; private set; } = new();

        public bool Set(ref Utf8JsonReader reader, int key)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return true;
            }

            switch (key)
            {
                case 0 when reader.TryUInt32(out var seq):
                    Message = Message with { Seq = seq };
                    return true;
                case 1 when reader.TryText(Names.MaxPartLength, out var part) && Names.IsPart(part):
                    Message = Message with { Part = part };
                    return true;
                case 2 when reader.TryText(Names.MaxCategoryLength, out var category) && Names.IsCategory(category):
                    Message = Message with { Category = category };
                    return true;
                case 3 when reader.TryInteger(1, int.MaxValue, out var deadlineMs):
                    Message = Message with { DeadlineMs = (int)deadlineMs };
                    return true;
                default:
                    return false;
            }
        }
    }
}
