using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Threads;

namespace LineAD.Models.Serving;

/// <summary>A resident teacher and what it serves; see <see cref="ITeacherGroup"/>.</summary>
internal sealed class TeacherGroup : ITeacherGroup, IDisposable
{
    private readonly TeacherRuntime _teacher;
    private readonly BufferPool _pool;
    private readonly CpuPinning? _pinning;
    private readonly ScoringPass _serving;
    private volatile Dictionary<int, double> _seconds = [];

    internal TeacherGroup(
        string key, TeacherRuntime teacher, InputSpec input, IReadOnlyList<int> shapes, BufferPool pool, CpuPinning? pinning = null)
    {
        (Key, Input, BatchShapes, _teacher, _pool, _pinning) = (key, input, shapes, teacher, pool, pinning);
        _serving = CreatePass();
    }

    /// <inheritdoc />
    public string Key { get; }

    /// <inheritdoc />
    public InputSpec Input { get; }

    /// <inheritdoc />
    public IReadOnlyList<int> BatchShapes { get; }

    internal TeacherRuntime Teacher => _teacher;

    /// <inheritdoc />
    public double WarmUpSeconds(int shape) => _seconds.TryGetValue(shape, out var seconds)
        ? seconds
        : throw new ArgumentOutOfRangeException(
            nameof(shape), shape, $"not one of the warmed-up shapes {string.Join(", ", BatchShapes)}");

    /// <inheritdoc />
    public void Score(IReadOnlyList<ScoreItem> items, int shape)
    {
        foreach (var item in items)
        {
            if (item.Lease.Group != this)
            {
                throw new ArgumentException(
                    $"model {item.Lease.Info.Category}/{item.Lease.Info.View} is of another teacher group than {Key}");
            }
        }

        _serving.Run(items, shape);
        _pinning?.Check();
    }

    /// <summary>
    /// Scores every batch shape of a model on the serving pass, and pins: for the thread that serves. What was pinned just now goes
    /// through all shapes again, to see that the threads stay.
    /// </summary>
    internal void Rehearse(ModelLease lease)
    {
        do
        {
            foreach (var shape in BatchShapes)
            {
                using var batch = new NoiseBatch(lease, shape);
                batch.Score(_serving);
                _pinning?.Check();
            }
        }
        while (_pinning?.Pin() == true);
    }

    /// <summary>A pass of its own for warm-up and self-test beside the serving one.</summary>
    internal ScoringPass CreatePass() => new(_teacher, Input, BatchShapes[^1], _pool);

    /// <summary>Takes over measured costs; the larger of two models' costs stays.</summary>
    internal void Learn(IReadOnlyDictionary<int, double> seconds)
    {
        var old = _seconds;
        _seconds = seconds.ToDictionary(s => s.Key, s => Math.Max(s.Value, old.GetValueOrDefault(s.Key)));
    }

    public void Dispose()
    {
        _serving.Dispose();
        _teacher.Dispose();
    }
}
