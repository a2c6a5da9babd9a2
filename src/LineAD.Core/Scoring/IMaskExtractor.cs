namespace LineAD.Core.Scoring;

/// <summary>Turns a score map into a mask and regions. Implemented by Imaging; thread-safe.</summary>
public interface IMaskExtractor
{
    /// <summary>Marks what is at or above the pixel threshold, 1.0 on the normalised map.</summary>
    /// <param name="map">Map, height × width; NaN counts as 0. Stays the caller's.</param>
    /// <param name="minimumArea">Smallest region kept, pixels of the map (see <see
    /// cref="ModelInfo.MinimumArea"/>).</param>
    /// <param name="frameWidth">Width of the mask, pixels.</param>
    /// <param name="frameHeight">Height of the mask, pixels.</param>
    DefectMask Extract(ScoreMap map, int minimumArea, int frameWidth, int frameHeight);
}
