namespace LineAD.Models.Bundles;

/// <summary>How a frame becomes the network's input.</summary>
public sealed record BundleInput
{
    /// <summary>Pixels across; 32 to 4096, divisible by 32.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels down; 32 to 4096, divisible by 32.</summary>
    public required int Height { get; init; }

    /// <summary>Always <c>rgb</c>.</summary>
    public required string ColourOrder { get; init; }

    /// <summary>Mean per channel, grey levels.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Divisor per channel, grey levels.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>Always <c>area</c>.</summary>
    public required string ResizeDown { get; init; }

    /// <summary>Always <c>linear</c>.</summary>
    public required string ResizeUp { get; init; }
}
