using LineAD.Core.Contracts;
using LineAD.Core.Identity;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>Writes the decisions of all stations: at least once, or in transactions.</summary>
internal interface IDecisionWriter : IAsyncDisposable
{
    /// <summary>Whether the cluster can be reached.</summary>
    bool IsConnected { get; }

    /// <summary>The cluster came or went; set before <see cref="Start"/>.</summary>
    Action<bool> Changed { get; set; }

    /// <summary>Starts its thread.</summary>
    void Start();

    /// <summary>As <see cref="IDecisionSink.Publish"/>.</summary>
    void Write(DecisionPublication publication, Action<PublishOutcome> completed);

    /// <summary>As <see cref="IDecisionSink.PublishState"/>.</summary>
    void WriteState(StationKey station, ReadOnlyMemory<byte> json);
}
