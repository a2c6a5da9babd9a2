using System.Text.Json;
using LineAD.Core.Identity;

namespace LineAD.Core.Wire;

/// <summary>The retained state of a station, <c>…/state</c>. Also the will, as <see cref="Offline"/>.</summary>
public sealed record StateMessage
{
    /// <summary>Longest message read, bytes.</summary>
    public const int MaxBytes = 4096;

    private static readonly string[] Keys =
    [
        "v", "state", "mode", "category", "model", "instance", "epoch", "connected", "passPolicies", "unheard", "reason",
        "ts",
    ];

    /// <summary>State of the station.</summary>
    public required StationState State { get; init; }

    /// <summary>Mode; null when offline.</summary>
    public StationMode? Mode { get; init; }

    /// <summary>Category of parts that name none; null when offline.</summary>
    public string? Category { get; init; }

    /// <summary>
    /// Version that serves <see cref="Category"/>, view <c>main</c> or the first camera's; 0 for none.
    /// </summary>
    public int Model { get; init; }

    /// <summary>Name of the process that owns the station.</summary>
    public required string Instance { get; init; }

    /// <summary>Run of that process, 1 to 65535.</summary>
    public required int Epoch { get; init; }

    /// <summary>Whether the decision connection is up; false only in the will.</summary>
    public bool Connected { get; init; } = true;

    /// <summary>
    /// What lets parts pass without a model's evidence: <c>late_policy</c>, <c>fault_policy</c>, <c>review_at_gate</c> (law 3).
    /// Empty in a fail-safe station.
    /// </summary>
    public IReadOnlyList<string> PassPolicies { get; init; } = [];

    /// <summary>Decisions since start that nobody subscribed to (MQTT 0x10).</summary>
    public long Unheard { get; init; }

    /// <summary>
    /// Why the state is <c>error</c>, <c>halted</c> or <c>preoperational</c>, for a person; null when all is well.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>When it was written, UTC; null in the will, which is written before it is needed.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The will: the connection is gone.</summary>
    public static StateMessage Offline(string instance, int epoch) => new()
    {
        State = StationState.Offline,
        Instance = instance,
        Epoch = epoch,
        Connected = false,
        Reason = "connection lost",
    };

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Write() => JsonBytes.Write(this, static (json, m) => m.WriteTo(json));

    /// <summary>
    /// Reads a state. False unless every key is there once with a value of its type and range. Never throws.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out StateMessage? message)
    {
        var draft = new Draft();
        var ok = utf8.Length <= MaxBytes
            && StrictJson.Read(
                utf8, Keys, allRequired: true, draft, static (ref reader, key, d) => d.Set(ref reader, key)) is null;
        message = ok ? draft.Message : null;
        return ok;
    }

    private void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("v"u8, 1);
        json.WriteString("state"u8, State.ToWire());
        json.WriteString("mode"u8, Mode?.ToWire());
        json.WriteString("category"u8, Category);
        json.WriteNumber("model"u8, Model);
        json.WriteString("instance"u8, JsonBytes.Bounded(Instance, 253));
        json.WriteNumber("epoch"u8, Epoch);
        json.WriteBoolean("connected"u8, Connected);
        json.WriteStartArray("passPolicies"u8);
        foreach (var policy in PassPolicies)
        {
            json.WriteStringValue(policy);
        }

        json.WriteEndArray();
        json.WriteNumber("unheard"u8, Unheard);
        json.WriteString("reason"u8, JsonBytes.Bounded(Reason, 256));
        json.WriteString("ts"u8, Timestamp is { } ts ? WireTime.Format(ts) : null);
    }

    private sealed class Draft
    {
        public StateMessage Message { get; private set; } = new() { State = default, Instance = "", Epoch = 0 };

        public bool Set(ref Utf8JsonReader reader, int key) => key switch
        {
            0 => reader.TryInteger(1, 1, out _),
            1 => reader.TryText(16, out var word) && WireNames.TryParseState(word, out var state)
                && With(Message with { State = state }),
            2 => IsNull(ref reader) || (reader.TryText(16, out var word) && WireNames.TryParseMode(word, out var mode)
                && With(Message with { Mode = mode })),
            3 => IsNull(ref reader) || (reader.TryText(16, out var category) && Names.IsCategory(category)
                && With(Message with { Category = category })),
            4 => reader.TryInteger(0, DecisionLimits.MaxModelVersion, out var model)
                && With(Message with { Model = (int)model }),
            5 => reader.TryText(253, out var instance) && With(Message with { Instance = instance }),
            6 => reader.TryInteger(0, ushort.MaxValue, out var epoch) && With(Message with { Epoch = (int)epoch }),
            7 => reader.TryBoolean(out var connected) && With(Message with { Connected = connected }),
            8 => SetPolicies(ref reader),
            9 => reader.TryInteger(0, long.MaxValue, out var unheard) && With(Message with { Unheard = unheard }),
            10 => IsNull(ref reader) || (reader.TryText(256, out var reason) && With(Message with { Reason = reason })),
            _ => IsNull(ref reader) || (reader.TryText(24, out var text) && WireTime.TryParse(text, out var ts)
                && With(Message with { Timestamp = ts })),
        };

        private static bool IsNull(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null;

        private bool SetPolicies(ref Utf8JsonReader reader)
        {
            var policies = new List<string>();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (policies.Count == 3 || !reader.TryText(16, out var policy))
                {
                    return false;
                }

                policies.Add(policy);
            }

            return With(Message with { PassPolicies = policies });
        }

        private bool With(StateMessage message)
        {
            Message = message;
            return true;
        }
    }
}
