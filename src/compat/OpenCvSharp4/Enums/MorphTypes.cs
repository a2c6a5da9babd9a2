namespace OpenCvSharp;

/// <summary>Morphological operations.</summary>
public enum MorphTypes
{
    Erode = 0,
    Dilate = 1,
    Open = 2,
    Close = 3,
}
