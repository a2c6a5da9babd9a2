using LineAD.Core.Contracts;

namespace LineAD.Service.Faults;

/// <summary>Outputs behind a slow consumer: what comes too fast is shed, as by a full queue.</summary>
internal sealed class FaultyOutputs(IOutputSink inner, FaultBoard faults) : IOutputSink
{
    /// <inheritdoc />
    public bool TryPublish(OutputMessage message) => faults.TakesOutput() && inner.TryPublish(message);
}
