namespace LineAD.Models.Teachers;

/// <summary>Normalisation of an image: (grey level − mean) / deviation, per channel in RGB order.</summary>
/// <param name="Mean">Grey levels, 0 to 255.</param>
/// <param name="Deviation">Grey levels, above 0.</param>
public sealed record Preprocessing(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    private const float Levels = 255;

    /// <summary>ImageNet statistics as torchvision's models expect them.</summary>
    public static Preprocessing ImageNet { get; } = new(
        [0.485f * Levels, 0.456f * Levels, 0.406f * Levels], [0.229f * Levels, 0.224f * Levels, 0.225f * Levels]);

    /// <summary>(x − 127) / 128, as EfficientNet-Lite expects it.</summary>
    public static Preprocessing Symmetric { get; } = new([127, 127, 127], [128, 128, 128]);

    /// <summary>Text that is equal for equal preprocessing; part of a teacher group's key.</summary>
    public string Key => FormattableString.Invariant($"{string.Join(',', Mean)}/{string.Join(',', Deviation)}");
}
