namespace LineAD.Simulation.Parts;

/// <summary>Deals parts in seeded shuffled rounds, so that each comes equally often whatever the number asked for.</summary>
public sealed class PartDeck
{
    private readonly SimulatedPart[] _parts;
    private readonly Random _random;
    private int _next;
    private bool _dealt;

    /// <summary>Makes a deck of at least one part.</summary>
    /// <exception cref="ArgumentException">There are no parts.</exception>
    public PartDeck(IReadOnlyList<SimulatedPart> parts, int seed)
    {
        if (parts.Count == 0)
        {
            throw new ArgumentException("There is no part to simulate: the data holds no test image.", nameof(parts));
        }

        _parts = [.. parts];
        _random = new Random(seed);
        _next = _parts.Length;
    }

    /// <summary>Different parts in the deck.</summary>
    public int Count => _parts.Length;

    /// <summary>The next part.</summary>
    public SimulatedPart Deal()
    {
        if (_next == _parts.Length)
        {
            var last = _parts[^1];
            _random.Shuffle(_parts);
            if (_dealt && ReferenceEquals(_parts[0], last))
            {
                // The same picture twice in a row is what a stuck camera sends: the service takes it for a missing view.
                (_parts[0], _parts[^1]) = (_parts[^1], _parts[0]);
            }

            (_next, _dealt) = (0, true);
        }

        return _parts[_next++];
    }
}
