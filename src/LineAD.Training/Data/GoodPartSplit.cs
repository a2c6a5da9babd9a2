namespace LineAD.Training.Data;

/// <summary>The good parts, divided into those to train on and those to calibrate on.</summary>
public sealed class GoodPartSplit
{
    /// <summary>Fewest good parts that can be divided: three are then held out.</summary>
    public const int MinimumParts = 10;

    private const int UsualHeldOut = 8;

    private GoodPartSplit(IReadOnlyList<GoodPart> training, IReadOnlyList<HeldOutPart> heldOut) =>
        (Training, HeldOut) = (training, heldOut);

    /// <summary>Parts to train on.</summary>
    public IReadOnlyList<GoodPart> Training { get; }

    /// <summary>Parts to calibrate on, and to watch while training.</summary>
    public IReadOnlyList<HeldOutPart> HeldOut { get; }

    /// <summary>How many of <paramref name="parts"/> are held out: max(8, 10 %), at most 30 %.</summary>
    public static int HeldOutCount(int parts) =>
        Math.Min(Math.Max(UsualHeldOut, (parts + 9) / 10), parts * 3 / 10);

    /// <summary>Good parts that came in after training: all of them may be calibrated on.</summary>
    /// <param name="parts">Parts that no model under calibration has learnt from; the caller vouches for that.</param>
    public static IReadOnlyList<HeldOutPart> NewParts(IEnumerable<GoodPart> parts) =>
        [.. parts.Select(part => new HeldOutPart(part))];

    /// <summary>Divides by lot; the same parts and seed always divide alike, whatever the order of the list.</summary>
    /// <exception cref="DatasetException">There are fewer than <see cref="MinimumParts"/> good parts.</exception>
    public static GoodPartSplit Draw(IEnumerable<GoodPart> parts, int seed)
    {
        var drawn = Shuffled(parts, seed);
        var count = HeldOutCount(drawn.Length);
        return new GoodPartSplit(drawn[count..], HeldOutOf(drawn[..count]));
    }

    /// <summary>All parts to train on, none held out: for a model whose thresholds come from <see cref="Folds"/>.</summary>
    /// <exception cref="DatasetException">There are fewer than <see cref="MinimumParts"/> good parts.</exception>
    public static GoodPartSplit Whole(IEnumerable<GoodPart> parts, int seed) => new(Shuffled(parts, seed), []);

    /// <summary>
    /// Cross-validation: every part is held out in exactly one of the splits, and learnt from in all others.
    /// </summary>
    /// <param name="parts">The parts.</param>
    /// <param name="folds">Splits, 2 to the number of parts; the number of parts for leave-one-out.</param>
    /// <param name="seed">Seed of the lot.</param>
    /// <exception cref="DatasetException">There are fewer than <see cref="MinimumParts"/> good parts.</exception>
    public static IReadOnlyList<GoodPartSplit> Folds(IEnumerable<GoodPart> parts, int folds, int seed)
    {
        var drawn = Shuffled(parts, seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, drawn.Length);
        return [.. Enumerable.Range(0, folds).Select(fold => new GoodPartSplit(
            [.. drawn.Where((_, i) => i % folds != fold)], HeldOutOf(drawn.Where((_, i) => i % folds == fold))))];
    }

    /// <summary>Trains on few parts and holds out all others: for a learning curve over the number of parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="count">Parts to train on, 1 to one less than there are.</param>
    /// <param name="place">Which of the groups of that size, from 0.</param>
    /// <param name="seed">Seed of the lot.</param>
    /// <exception cref="DatasetException">There are fewer than <see cref="MinimumParts"/> good parts.</exception>
    public static GoodPartSplit Group(IEnumerable<GoodPart> parts, int count, int place, int seed)
    {
        var drawn = Shuffled(parts, seed);
        ArgumentOutOfRangeException.ThrowIfNotEqual(count > 0 && (place + 1) * count <= drawn.Length, true);
        ArgumentOutOfRangeException.ThrowIfEqual(count, drawn.Length);
        var own = drawn[(place * count)..((place + 1) * count)];
        return new GoodPartSplit(own, HeldOutOf(drawn.Except(own)));
    }

    private static GoodPart[] Shuffled(IEnumerable<GoodPart> parts, int seed)
    {
        var drawn = parts.OrderBy(part => Path.GetFileName(part.Path), StringComparer.Ordinal).ToArray();
        if (drawn.Length < MinimumParts)
        {
            throw new DatasetException([new DatasetProblem(
                "train/good", $"has {drawn.Length} images.", $"Give at least {MinimumParts} images of good parts.")]);
        }

        new Random(seed).Shuffle(drawn);
        return drawn;
    }

    private static HeldOutPart[] HeldOutOf(IEnumerable<GoodPart> parts) => [.. parts.Select(part => new HeldOutPart(part))];
}
