namespace LineAD.Training.Benchmarking;

/// <summary>What a publication says of a method on MVTec AD, means over 15 categories, per cent; null where it says nothing.</summary>
internal sealed record PublishedResult
{
    public double? ImageAuroc { get; init; }

    public double? PixelAuroc { get; init; }

    public double? Aupro { get; init; }

    public double? PixelAp { get; init; }

    public double? Iap { get; init; }

    /// <summary>Backbone and where the numbers stand.</summary>
    public required string Source { get; init; }

    public static IReadOnlyDictionary<string, PublishedResult> All { get; } = new Dictionary<string, PublishedResult>
    {
        ["rd"] = new() { ImageAuroc = 98.5, PixelAuroc = 97.8, Aupro = 93.9, PixelAp = 58.0, Source = "RD4AD, WideResNet50, CVPR 2022; AP as re-evaluated by the authors of Dinomaly; AUPRO per image" },
        ["stu-seg"] = new() { PixelAp = 72.4, Iap = 72.5, Source = "STU-Seg, abstract; image level \"on par\", number not printed" },
        ["fmg-rd"] = new() { ImageAuroc = 99.1, PixelAuroc = 98.5, Aupro = 95.9, Source = "FMG-RD, abstract; AUPRO very likely per image" },
        ["afkd"] = new() { ImageAuroc = 99.0, PixelAuroc = 97.9, Aupro = 94.8, Source = "AFKD, abstract" },
        ["n-net"] = new() { Source = "N-Net, abstract prints no numbers" },
        ["pfadseg"] = new() { ImageAuroc = 98.9, PixelAp = 76.4, Iap = 78.7, Source = "PFADSeg, ResNet18, abstract (arXiv 2501.12104)" },
        ["knn"] = new() { ImageAuroc = 98.5, PixelAuroc = 98.4, PixelAp = 61.2, Iap = 61.3, Source = "PatchCore, WideResNet50, as re-evaluated by the authors of DeSTSeg" },
    };
}
