namespace LineAD.Training.Learning;

/// <summary>
/// Light changes that a good part may undergo and stay good. All off by default, as in the published baseline.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Variants of every part, the unchanged one among them; 1 for no augmentation. Default 1.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Largest shift in pixels of the input size, edges repeated. Default 4.</summary>
    public int MaxShift { get; init; } = 4;

    /// <summary>Largest relative change of brightness. Default 0.05.</summary>
    public double Brightness { get; init; } = 0.05;

    /// <summary>Mirrors left and right, for parts without a handedness. Default false.</summary>
    public bool FlipHorizontal { get; init; }

    /// <summary>Mirrors top and bottom. Default false.</summary>
    public bool FlipVertical { get; init; }

    internal string? FirstProblem()
    {
        if (Copies is < 1 or > 64)
        {
            return $"augmentation copies {Copies}: must be 1 to 64; use 1 for none.";
        }

        if (MaxShift is < 0 or > 64)
        {
            return $"augmentation shift {MaxShift}: must be 0 to 64 pixels; use 4.";
        }

        return Brightness is >= 0 and <= 0.5
            ? null
            : $"augmentation brightness {Brightness}: must be 0 to 0.5; use 0.05.";
    }
}
