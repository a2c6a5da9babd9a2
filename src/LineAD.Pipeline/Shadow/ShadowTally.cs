using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Shadow;

/// <summary>Counts of one shadow. Thread-safe: the device's thread counts, others read.</summary>
internal sealed class ShadowTally
{
    /// <summary>Most disagreements kept.</summary>
    public const int Remembered = 50;

    private readonly Queue<ShadowDisagreement> _last = new();
    private readonly Lock _gate = new();
    private long _compared;
    private long _disagreements;
    private long _skipped;
    private int _servingVersion;

    /// <param name="model">The shadow.</param>
    public ShadowTally(ModelInfo model) => Model = model;

    /// <summary>The shadow.</summary>
    public ModelInfo Model { get; }

    /// <summary>A view that it did not score.</summary>
    public void Skip() => Interlocked.Increment(ref _skipped);

    /// <summary>A view that both scored.</summary>
    /// <param name="servingVersion">Version of the serving model.</param>
    /// <param name="disagreement">Null where both say the same.</param>
    public void Compare(int servingVersion, ShadowDisagreement? disagreement)
    {
        lock (_gate)
        {
            _compared++;
            _servingVersion = servingVersion;
            if (disagreement is not null)
            {
                _disagreements++;
                _last.Enqueue(disagreement);
                if (_last.Count > Remembered)
                {
                    _last.Dequeue();
                }
            }
        }
    }

    /// <summary>The counts now.</summary>
    public ShadowReport Read()
    {
        lock (_gate)
        {
            return new ShadowReport
            {
                Model = Model,
                ServingVersion = _servingVersion,
                Compared = _compared,
                Disagreements = _disagreements,
                Skipped = Interlocked.Read(ref _skipped),
                Last = [.. _last],
            };
        }
    }
}
