using LineAD.Core.Contracts;
using LineAD.Core.Identity;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>One station's share of the process's writers.</summary>
internal sealed class KafkaDecisionSink(
    StationKey station, bool required, IDecisionWriter writer, IDecisionWriter states) : IDecisionSink
{
    /// <inheritdoc />
    public string Name => "kafka";

    /// <inheritdoc />
    public bool Required => required;

    /// <inheritdoc />
    public bool IsConnected => writer.IsConnected;

    /// <inheritdoc />
    public void Publish(DecisionPublication publication, Action<PublishOutcome> completed) =>
        writer.Write(publication, completed);

    /// <inheritdoc />
    public void PublishState(ReadOnlyMemory<byte> json) => states.WriteState(station, json);
}
