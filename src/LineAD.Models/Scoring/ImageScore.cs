using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>Image scores of anomaly maps.</summary>
public static class ImageScore
{
    /// <summary>Scores (N) of maps (N, H, W).</summary>
    /// <param name="maps">Anomaly maps.</param>
    /// <param name="topPixels">1 for the maximum; more for the mean of that many largest pixels.</param>
    public static torch.Tensor Of(torch.Tensor maps, int topPixels)
    {
        using var flat = maps.flatten(1);
        if (topPixels <= 1)
        {
            return flat.amax([1L]);
        }

        var (values, indexes) = flat.topk((int)Math.Min(topPixels, flat.shape[1]), 1, true, false);
        indexes.Dispose();
        using (values)
        {
            return values.mean([1L]);
        }
    }
}
