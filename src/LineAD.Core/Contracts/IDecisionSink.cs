namespace LineAD.Core.Contracts;

/// <summary>Where one station's decisions go: one per transport and station, over a connection of its own.</summary>
public interface IDecisionSink
{
    /// <summary>Name for logs and metrics: <c>mqtt</c>, <c>kafka</c>, <c>memory</c>.</summary>
    string Name { get; }

    /// <summary>Whether a frame's acknowledgement waits for this sink (DESIGN.md section 4, Sinks).</summary>
    bool Required { get; }

    /// <summary>Whether its connection is up.</summary>
    bool IsConnected { get; }

    /// <summary>
    /// Sends the decision before its cut-off or not at all. Called from the deadline thread and the journal's thread: it
    /// must not block, must not throw and must not need the thread pool to get the bytes to the kernel. While disconnected
    /// it keeps the publication in a bounded outbox until the cut-off.
    /// </summary>
    /// <param name="publication">What to send.</param>
    /// <param name="completed">Called exactly once, on any thread; must not block.</param>
    void Publish(DecisionPublication publication, Action<PublishOutcome> completed);

    /// <summary>Publishes the station's retained state; the newest wins, and it is sent again after every connect.</summary>
    void PublishState(ReadOnlyMemory<byte> json);
}
