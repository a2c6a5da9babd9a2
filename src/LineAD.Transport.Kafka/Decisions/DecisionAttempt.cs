using LineAD.Core.Contracts;

namespace LineAD.Transport.Kafka.Decisions;

/// <summary>One publication on its way: its record in the decisions, and in the rejects where it is one. Reports once.</summary>
internal sealed class DecisionAttempt(DecisionPublication publication, Action<PublishOutcome> completed)
{
    private int _finished;
    private int _open;
    private int _failed;
    private int _refused;

    public DecisionPublication Publication => publication;

    /// <summary>Whether any byte of it may have left already.</summary>
    public bool WasSent { get; private set; }

    /// <summary>The producer that the present transmission went to.</summary>
    public int Generation { get; private set; }

    /// <summary>Records that a transmission takes.</summary>
    public int RecordCount => publication.IsRejectAtGate && !publication.Decision.Simulated ? 2 : 1;

    public bool IsFinished => Volatile.Read(ref _finished) != 0;

    /// <summary>Starts a transmission.</summary>
    public void Begin(int generation)
    {
        Generation = generation;
        WasSent = true;
        _open = RecordCount;
        _failed = _refused = 0;
    }

    /// <summary>Takes the end of one record; true when it was the last.</summary>
    public bool Take(bool stored, bool refused)
    {
        Interlocked.Add(ref _failed, stored ? 0 : 1);
        Interlocked.Add(ref _refused, refused ? 1 : 0);
        return Interlocked.Decrement(ref _open) == 0;
    }

    /// <summary>What the ends amount to; null when it is to be sent again.</summary>
    public PublishOutcome? Outcome() =>
        _refused > 0 ? PublishOutcome.Refused : _failed > 0 ? null : PublishOutcome.Acknowledged;

    /// <summary>Ends it past its time.</summary>
    public void FinishLate() => Finish(WasSent ? PublishOutcome.Unknown : PublishOutcome.TooLate);

    /// <summary>Reports to the pipeline, once.</summary>
    public void Finish(PublishOutcome outcome)
    {
        if (Interlocked.Exchange(ref _finished, 1) == 0)
        {
            completed(outcome);
        }
    }
}
