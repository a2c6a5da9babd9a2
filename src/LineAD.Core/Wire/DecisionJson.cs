using System.Text.Json;
using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>
/// The JSON form of a decision: at most 254 bytes of UTF-8, keys always in the order of DESIGN.md section 4.
/// </summary>
public static class DecisionJson
{
    private static readonly string[] Keys =
        ["v", "part", "seq", "verdict", "basis", "score", "slackMs", "category", "model", "id", "ts"];

    /// <summary>Writes <paramref name="decision"/>. One allocation: the result.</summary>
    /// <exception cref="ArgumentException">A field has a value that the contract does not know.</exception>
    public static byte[] Write(Decision decision)
    {
        DecisionLimits.Check(decision);
        // No text here needs escaping: Check allows only letters, digits and a few marks.
        var json = new Utf8Cursor(stackalloc byte[DecisionLimits.MaxJsonBytes]);
        json.Raw("{\"v\":1,\"part\":\""u8);
        json.Text(decision.Inspection.Part);
        json.Raw("\",\"seq\":"u8);
        json.Number(decision.Inspection.Seq);
        json.Raw(",\"verdict\":\""u8);
        json.Text(decision.Verdict.ToWire());
        json.Raw("\",\"basis\":\""u8);
        json.Text(decision.Basis.ToWire());
        json.Raw("\",\"score\":"u8);
        WriteScore(ref json, FixedScore.From(decision.Score));
        json.Raw(",\"slackMs\":"u8);
        json.Number(DecisionLimits.ClampSlack(decision.SlackMs));
        json.Raw(",\"category\":\""u8);
        json.Text(decision.Category);
        json.Raw("\",\"model\":"u8);
        json.Number(decision.ModelVersion);
        json.Raw(",\"id\":\""u8);
        json.Hex(decision.Id);
        json.Raw("\",\"ts\":\""u8);
        json.Text(WireTime.Format(decision.Timestamp));
        json.Raw("\"}"u8);
        return json.Written.ToArray();
    }

    /// <summary>
    /// Reads a decision. False unless every key is there exactly once with a value of its type and range. Never throws.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ParsedDecision? decision)
    {
        var draft = new Draft();
        var problem = utf8.Length > DecisionLimits.MaxJsonBytes
            ? "too long"
            : StrictJson.Read(utf8, Keys, allRequired: true, draft, static (ref reader, key, d) => d.Set(ref reader, key));
        decision = problem is null ? draft.ToDecision() : null;
        return problem is null;
    }

    private static void WriteScore(ref Utf8Cursor json, int? tenThousandths)
    {
        if (tenThousandths is not { } value)
        {
            json.Raw("null"u8);
            return;
        }

        json.Number(value / 10_000);
        json.Raw("."u8);
        json.Digits(value % 10_000, 4);
    }

    private sealed class Draft
    {
        private string _part = "";
        private uint _seq;
        private Verdict _verdict;
        private Basis _basis;
        private double? _score;
        private long _slackMs;
        private string _category = "";
        private long _model;
        private ulong _id;
        private DateTimeOffset _timestamp;

        public bool Set(ref Utf8JsonReader reader, int key) => key switch
        {
            0 => reader.TryInteger(1, 1, out _),
            1 => reader.TryText(DecisionLimits.MaxJsonBytes, out _part) && Names.IsPart(_part),
            2 => reader.TryUInt32(out _seq),
            3 => reader.TryText(16, out var word) && WireNames.TryParseVerdict(word, out _verdict),
            4 => reader.TryText(16, out var word) && WireNames.TryParseBasis(word, out _basis),
            5 => reader.TryNumberOrNull(0, FixedScore.ToScore(FixedScore.Max), out _score),
            6 => reader.TryInteger(0, DecisionLimits.MaxSlackMs, out _slackMs),
            7 => reader.TryText(DecisionLimits.MaxJsonBytes, out _category) && Names.IsCategory(_category),
            8 => reader.TryInteger(0, DecisionLimits.MaxModelVersion, out _model),
            9 => reader.TryText(16, out var word) && WireTime.TryParseId(word, out _id),
            _ => reader.TryText(24, out var word) && WireTime.TryParse(word, out _timestamp),
        };

        public ParsedDecision ToDecision() => new()
        {
            Part = _part,
            Seq = _seq,
            Verdict = _verdict,
            Basis = _basis,
            Score = _score,
            SlackMs = (int)_slackMs,
            Category = _category,
            ModelVersion = (int)_model,
            Id = _id,
            Timestamp = _timestamp,
        };
    }
}
