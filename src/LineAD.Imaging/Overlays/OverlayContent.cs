namespace LineAD.Imaging.Overlays;

/// <summary>What an overlay shows.</summary>
public sealed class OverlayContent
{
    /// <summary>The frame.</summary>
    public required RgbImage Frame { get; init; }

    /// <summary>
    /// Normalised map, height × width values, 1.0 is the pixel threshold; empty when the part passed without one.
    /// </summary>
    public required ReadOnlyMemory<float> Map { get; init; }

    /// <summary>Columns of the map.</summary>
    public required int MapWidth { get; init; }

    /// <summary>Rows of the map.</summary>
    public required int MapHeight { get; init; }

    /// <summary>Smallest region marked, pixels of the map.</summary>
    public int MinimumArea { get; init; }

    /// <summary>Ground truth, height × width of the map, true on defects, outlined beside the mask; empty for none.</summary>
    public ReadOnlyMemory<bool> Truth { get; init; }

    /// <summary>Normalised image score, threshold 1.0.</summary>
    public required double Score { get; init; }

    /// <summary>Verdict in words, ASCII, for instance <c>reject</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Further words for the legend, ASCII, for instance the part and model; may be empty.</summary>
    public string Caption { get; init; } = "";
}
