namespace OpenCvSharp;

/// <summary>Pixel format conversions (Bayer names as in OpenCV: the second row, second and third column).</summary>
public enum ColorConversionCodes
{
    BGR2BGRA = 0,
    BGRA2BGR = 1,
    BGR2RGB = 4,
    RGB2BGR = BGR2RGB,
    BGR2GRAY = 6,
    RGB2GRAY = 7,
    GRAY2BGR = 8,
    GRAY2RGB = GRAY2BGR,
    BayerBG2BGR = 46,
    BayerGB2BGR = 47,
    BayerRG2BGR = 48,
    BayerGR2BGR = 49,
    BayerBG2RGB = BayerRG2BGR,
    BayerGB2RGB = BayerGR2BGR,
    BayerRG2RGB = BayerBG2BGR,
    BayerGR2RGB = BayerGB2BGR,
}
