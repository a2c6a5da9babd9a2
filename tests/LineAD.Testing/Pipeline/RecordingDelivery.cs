using LineAD.Core.Intake;

namespace LineAD.Testing.Pipeline;

/// <summary>Counts acknowledgements.</summary>
public sealed class RecordingDelivery : IDelivery
{
    private int _completions;

    /// <summary>How often it was completed.</summary>
    public int Completions => Volatile.Read(ref _completions);

    /// <summary>Whether it was completed.</summary>
    public bool IsCompleted => Completions > 0;

    /// <summary>Called at each completion, before it counts.</summary>
    public Action? OnComplete { get; init; }

    /// <inheritdoc />
    public void Complete()
    {
        OnComplete?.Invoke();
        Interlocked.Increment(ref _completions);
    }
}
