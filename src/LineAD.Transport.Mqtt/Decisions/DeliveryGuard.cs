namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Keeps a decision back that would come to the gate after its deadline, as slowly as the broker reads at present. A broker reads
/// what was sent in order, so a new decision waits behind all that is unanswered: it takes about as long as the oldest of that
/// has taken so far. Not thread-safe.
/// </summary>
internal sealed class DeliveryGuard
{
    private const int MostWindow = 1024;
    private readonly LinkedList<DecisionAttempt> _unanswered = new();
    private int _window = 1;

    /// <summary>A new connection, of which nothing is known: one decision tries it, and each answer doubles how many may be under way.</summary>
    public void Reset()
    {
        _unanswered.Clear();
        _window = 1;
    }

    /// <summary>Whether a decision may be sent at <paramref name="now"/> that the broker is to read before <paramref name="limit"/>.</summary>
    /// <param name="now">Ticks.</param>
    /// <param name="limit">Ticks.</param>
    /// <param name="tolerance">Ticks that an answer may take without saying anything about the link.</param>
    public bool Allows(long now, long limit, long tolerance)
    {
        var age = _unanswered.First is { Value: var oldest } ? now - oldest.SentTimestamp : 0;
        return _unanswered.Count < _window && (age < tolerance || now + age < limit);
    }

    /// <summary>It was sent at its <see cref="DecisionAttempt.SentTimestamp"/>.</summary>
    public void Sent(DecisionAttempt attempt) => _unanswered.AddLast(attempt);

    /// <summary>All its answers are there.</summary>
    public void Answered(DecisionAttempt attempt)
    {
        _unanswered.Remove(attempt);
        _window = Math.Min(2 * _window, MostWindow);
    }
}
