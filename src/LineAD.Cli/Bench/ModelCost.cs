namespace LineAD.Cli.Bench;

/// <summary>Arithmetic of a model's convolutions, counted by hand from its layers.</summary>
internal static class ModelCost
{
    private const double ReferenceSide = 256;

    // rd with ResNet18 at 256×256: 4.3 G multiply-adds; a multiply-add is two operations.
    private const double RdResNet18Gflop = 8.65;

    /// <summary>GFLOP of one frame, or null for a combination that nobody counted.</summary>
    public static double? GflopPerFrame(BenchSettings settings) => (settings.Architecture, settings.Teacher) switch
    {
        ("rd", "resnet18") => RdResNet18Gflop * Math.Pow(settings.Size / ReferenceSide, 2),
        _ => null,
    };
}
