using LineAD.Core.Contracts;

namespace LineAD.Service.Hosting;

/// <summary>Sends every output by every transport that publishes.</summary>
internal sealed class FanOutOutputs(IReadOnlyList<IOutputSink> sinks) : IOutputSink
{
    /// <inheritdoc />
    public bool TryPublish(OutputMessage message)
    {
        var taken = true;
        foreach (var sink in sinks)
        {
            taken &= sink.TryPublish(message);
        }

        return taken;
    }
}
