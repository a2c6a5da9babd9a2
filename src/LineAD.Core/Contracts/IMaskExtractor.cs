using LineAD.Core.Scoring;

namespace LineAD.Core.Contracts;

/// <summary>Turns a score map into a mask and its regions. Implemented by Imaging; thread-safe.</summary>
public interface IMaskExtractor
{
    /// <summary>
    /// Thresholds <paramref name="map"/> at 1.0, drops small regions, and brings the rest to the frame's size. The caller
    /// keeps the map.
    /// </summary>
    /// <param name="map">Normalised map; 1.0 is the pixel threshold. Not a number counts as above it.</param>
    /// <param name="frameWidth">Width of the frame as the camera sent it, pixels.</param>
    /// <param name="frameHeight">Height of the frame as the camera sent it, pixels.</param>
    /// <param name="minimumArea">Smallest region kept, in pixels of the map.</param>
    MaskExtraction Extract(ScoreMap map, int frameWidth, int frameHeight, int minimumArea);
}
