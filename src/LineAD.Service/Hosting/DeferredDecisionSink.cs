using LineAD.Core.Contracts;

namespace LineAD.Service.Hosting;

/// <summary>
/// Stands for a station's decision sink until it exists: the sink needs the epoch, which the journal tells when the
/// pipeline starts, and the pipeline needs the sink. What recovery publishes in between is kept and handed on in order.
/// </summary>
internal sealed class DeferredDecisionSink(string name, bool required) : IDecisionSink
{
    private readonly Lock _gate = new();
    private readonly Queue<(DecisionPublication Publication, Action<PublishOutcome> Completed)> _kept = new();
    private ReadOnlyMemory<byte>? _state;
    private volatile IDecisionSink? _sink;

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public bool Required => required;

    /// <inheritdoc />
    public bool IsConnected => _sink?.IsConnected ?? false;

    /// <summary>Sets the sink; once.</summary>
    public void Bind(IDecisionSink sink)
    {
        lock (_gate)
        {
            if (_state is { } state)
            {
                sink.PublishState(state);
            }

            while (_kept.TryDequeue(out var kept))
            {
                sink.Publish(kept.Publication, kept.Completed);
            }

            _sink = sink;
        }
    }

    /// <inheritdoc />
    public void Publish(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        if (_sink is null)
        {
            lock (_gate)
            {
                if (_sink is null)
                {
                    _kept.Enqueue((publication, completed));
                    return;
                }
            }
        }

        _sink.Publish(publication, completed);
    }

    /// <inheritdoc />
    public void PublishState(ReadOnlyMemory<byte> json)
    {
        if (_sink is null)
        {
            lock (_gate)
            {
                if (_sink is null)
                {
                    _state = json;
                    return;
                }
            }
        }

        _sink.PublishState(json);
    }
}
