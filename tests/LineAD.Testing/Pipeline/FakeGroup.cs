using System.Collections.Concurrent;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;

namespace LineAD.Testing.Pipeline;

/// <summary>
/// A teacher group that scores by what the fake decoder wrote into the pixels, with scripted delays and failures.
/// </summary>
public sealed class FakeGroup(string key, BufferPool pool) : ITeacherGroup
{
    private volatile bool _waiting;

    /// <inheritdoc />
    public string Key { get; } = key;

    /// <inheritdoc />
    public InputSpec Input { get; init; } = new(4, 4);

    /// <inheritdoc />
    public IReadOnlyList<int> BatchShapes { get; init; } = [1, 2, 4, 8];

    /// <summary>Cost told at warm-up, by shape.</summary>
    public Func<int, double> WarmUp { get; init; } = _ => 0.001;

    /// <summary>Closed to hang the device.</summary>
    public ManualResetEventSlim Gate { get; } = new(true);

    /// <summary>Called at the start of every device call.</summary>
    public Action<IReadOnlyList<ScoreItem>>? OnScore { get; set; }

    /// <summary>Scores that make the call fail.</summary>
    public Func<double, bool> FailsOn { get; set; } = _ => false;

    /// <summary>The score told for the one that the picture says.</summary>
    public Func<double, double> Tells { get; init; } = score => score;

    /// <summary>The batches: versions and scores of their items.</summary>
    public ConcurrentQueue<(int Shape, int[] Versions, double[] Scores)> Batches { get; } = new();

    /// <summary>Called when the device's thread gets warm.</summary>
    public Action? OnRehearse { get; set; }

    /// <summary>Whether a call waits for the <see cref="Gate"/>.</summary>
    public bool IsWaiting => _waiting;

    /// <inheritdoc />
    public double WarmUpSeconds(int shape) => WarmUp(shape);

    /// <inheritdoc />
    public void Score(IReadOnlyList<ScoreItem> items, int shape)
    {
        OnScore?.Invoke(items);
        _waiting = true;
        Gate.Wait();
        _waiting = false;
        var scores = items.Select(i => BitConverter.ToDouble(i.Image.Pixels.Span)).ToArray();
        Batches.Enqueue((shape, [.. items.Select(i => i.Lease.Info.Version)], scores));
        if (Array.Exists(scores, s => FailsOn(s)))
        {
            throw new InvalidOperationException("The fake device failed, as told.");
        }

        for (var i = 0; i < scores.Length; i++)
        {
            items[i].Score = Tells(scores[i]);
            if (scores[i] >= items[i].MapFrom && pool.TryRentFloats(16) is { } values)
            {
                items[i].Map = new ScoreMap(values, 4, 4);
            }
        }
    }
}
