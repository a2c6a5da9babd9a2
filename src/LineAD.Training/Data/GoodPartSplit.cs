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
        var drawn = parts.OrderBy(part => Path.GetFileName(part.Path), StringComparer.Ordinal).ToArray();
        if (drawn.Length < MinimumParts)
        {
            throw new DatasetException([new DatasetProblem(
                "train/good", $"has {drawn.Length} images.", $"Give at least {MinimumParts} images of good parts.")]);
        }

        new Random(seed).Shuffle(drawn);
        var count = HeldOutCount(drawn.Length);
        return new GoodPartSplit(drawn[count..], [.. drawn[..count].Select(part => new HeldOutPart(part))]);
    }
}
