using System.Text.Json;
using LineAD.Simulation.Loopback;

namespace LineAD.Cli.Soak;

/// <summary>The JSON of <c>linead soak --report</c>.</summary>
internal sealed record SoakReport
{
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public required double Minutes { get; init; }

    public required string Transport { get; init; }

    public required bool ExactlyOnce { get; init; }

    public required string Broker { get; init; }

    public required int Seed { get; init; }

    /// <summary>Parts that the cameras sent.</summary>
    public required int Sent { get; init; }

    /// <summary>Of them, those whose frame the broker took.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Frames that the service received, repeats included.</summary>
    public required long Received { get; init; }

    /// <summary>Parts with a decision at the gate.</summary>
    public required int Decisions { get; init; }

    /// <summary>Parts that the service's journal holds a decision of.</summary>
    public required int Journalled { get; init; }

    /// <summary>Parts that the broker took and that got no decision at the gate.</summary>
    public required int Silent { get; init; }

    /// <summary>Of them, those that no fault excuses.</summary>
    public required int SilentUnexplained { get; init; }

    /// <summary>Parts that the broker took and the service never heard of.</summary>
    public required int Lost { get; init; }

    /// <summary>Parts that a killed broker had acknowledged within its last second and took with it.</summary>
    public required int BrokerLost { get; init; }

    /// <summary>Ids decided in two ways, or, with transactions, twice.</summary>
    public required int DuplicatedIds { get; init; }

    /// <summary>Ids that came again with the same verdict, as at-least-once allows.</summary>
    public required int RepeatedIds { get; init; }

    /// <summary>Parts that came to the reject topic after their deadline.</summary>
    public required int LateOnReject { get; init; }

    /// <summary>Parts that came to the decision topic after their deadline.</summary>
    public required int LateDecisions { get; init; }

    /// <summary>The same, both topics, as mosquitto_sub saw it; null where it did not watch.</summary>
    public required int? LateWitnessed { get; init; }

    /// <summary>Parts whose decision at the gate is not the journal's.</summary>
    public required int JournalDisagrees { get; init; }

    /// <summary>Parts that the journal calls published and the gate never saw.</summary>
    public required int PublishedUnseen { get; init; }

    public required bool LedgerBalanced { get; init; }

    /// <summary>kill -9 of service and broker.</summary>
    public required int Kills { get; init; }

    public required IReadOnlyDictionary<string, SoakFaultReport> Faults { get; init; }

    /// <summary>Parts outside any fault.</summary>
    public required SoakFaultReport Calm { get; init; }

    /// <summary>Growth of resident memory after the warm-up of the longest life, as a ratio.</summary>
    public required double MemoryGrowth { get; init; }

    public required MemoryGrowth Memory { get; init; }

    public required SoakResources Start { get; init; }

    public required SoakResources End { get; init; }

    public required LedgerReport Ledger { get; init; }

    /// <summary>Every invariant that did not hold; empty in a good run.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json));
}
