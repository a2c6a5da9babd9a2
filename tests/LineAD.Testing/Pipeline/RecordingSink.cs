using LineAD.Core.Contracts;
using LineAD.Core.Wire;

namespace LineAD.Testing.Pipeline;

/// <summary>A decision sink that remembers what it got and when, and answers as told.</summary>
public sealed class RecordingSink(TimeProvider time) : IDecisionSink
{
    private readonly Lock _gate = new();
    private readonly List<(DecisionPublication Publication, long At)> _published = [];
    private readonly List<StateMessage> _states = [];
    private readonly Queue<Action<PublishOutcome>> _held = new();

    /// <inheritdoc />
    public string Name => "memory";

    /// <inheritdoc />
    public bool Required { get; init; } = true;

    /// <inheritdoc />
    public bool IsConnected { get; set; } = true;

    /// <summary>The answer to each publication; null to hold the answers until <see cref="Release"/>.</summary>
    public PublishOutcome? Answer { get; set; } = PublishOutcome.Acknowledged;

    /// <summary>
    /// Whether it looks at the cut-off itself, as real sinks do; else it shows what it was given, late or not.
    /// </summary>
    public bool HonoursCutOff { get; set; }

    /// <summary>Everything published, with the monotonic time of it.</summary>
    public IReadOnlyList<(DecisionPublication Publication, long At)> Published
    {
        get
        {
            lock (_gate)
            {
                return [.. _published];
            }
        }
    }

    /// <summary>Decisions published, without repetitions.</summary>
    public IReadOnlyList<Decision> Decisions =>
        [.. Published.Where(p => !p.Publication.Repeated).Select(p => p.Publication.Decision)];

    /// <summary>State messages, oldest first.</summary>
    public IReadOnlyList<StateMessage> States
    {
        get
        {
            lock (_gate)
            {
                return [.. _states];
            }
        }
    }

    /// <summary>How many were published.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _published.Count;
            }
        }
    }

    /// <inheritdoc />
    public void Publish(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        PublishOutcome? answer;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            answer = HonoursCutOff && now >= publication.CutOffTimestamp ? PublishOutcome.TooLate : Answer;
            if (answer != PublishOutcome.TooLate || !HonoursCutOff)
            {
                _published.Add((publication, now));
            }

            if (answer is null)
            {
                _held.Enqueue(completed);
            }
        }

        if (answer is { } known)
        {
            completed(known);
        }
    }

    /// <inheritdoc />
    public void PublishState(ReadOnlyMemory<byte> json)
    {
        StateMessage.TryParse(json.Span, out var message);
        lock (_gate)
        {
            _states.Add(message ?? throw new FormatException("The state message cannot be read."));
        }
    }

    /// <summary>Answers everything held.</summary>
    public void Release(PublishOutcome outcome)
    {
        while (true)
        {
            Action<PublishOutcome>? completed;
            lock (_gate)
            {
                if (!_held.TryDequeue(out completed))
                {
                    return;
                }
            }

            completed(outcome);
        }
    }
}
