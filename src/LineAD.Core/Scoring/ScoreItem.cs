namespace LineAD.Core.Scoring;

/// <summary>One image to be scored and, afterwards, its result.</summary>
public sealed class ScoreItem(DecodedImage image, IModelLease lease, double mapFrom)
{
    /// <summary>The pixels; the caller owns them and releases them after the batch.</summary>
    public DecodedImage Image { get; } = image;

    /// <summary>The model that scores it; the batch owns the lease.</summary>
    public IModelLease Lease { get; } = lease;

    /// <summary>Scores at or above this want their map; below it the map is not copied off the device.</summary>
    public double MapFrom { get; } = mapFrom;

    /// <summary>Normalised image score, threshold 1.0; NaN until scored, and whatever the model computed afterwards.</summary>
    public double Score { get; set; } = double.NaN;

    /// <summary>The map, owned by whoever takes it; null below <see cref="MapFrom"/> or when maps are shed.</summary>
    public ScoreMap? Map { get; set; }
}
