using LineAD.Core.Errors;
using LineAD.Models.Networks;

namespace LineAD.Models.Teachers;

/// <summary>The teacher architectures that LineAD knows.</summary>
public static class TeacherCatalog
{
    /// <summary>The teacher that comes with LineAD.</summary>
    public const string BuiltinId = "builtin";

    private static readonly TeacherSpec[] Specs =
    [
        ResNet("resnet18", ResNetVariant.ResNet18),
        ResNet("resnet34", ResNetVariant.ResNet34),
        ResNet("resnet50", ResNetVariant.ResNet50),
        ResNet("wide_resnet50_2", ResNetVariant.WideResNet50),
        Lite0(),
        ResNet(BuiltinId, ResNetVariant.Builtin) with { Repeats = [2, 2, 2] },
    ];

    /// <summary>All ids.</summary>
    public static IReadOnlyList<string> Ids { get; } = [.. Specs.Select(s => s.Id)];

    /// <summary>The teacher of an id.</summary>
    /// <exception cref="ModelBundleException">Unknown; the message lists those that exist.</exception>
    public static TeacherSpec Get(string id) => Array.Find(Specs, s => s.Id == id)
        ?? throw new ModelBundleException($"teacher '{id}' is unknown; use one of {string.Join(", ", Ids)}");

    /// <summary>A teacher of the ResNet family.</summary>
    public static TeacherSpec ResNet(string id, ResNetVariant variant) => new()
    {
        Id = id,
        Taps = [.. variant.Channels.Select((channels, k) => new TapSpec(channels, 4 << k))],
        Preprocessing = Preprocessing.ImageNet,
        Repeats = variant.Repeats,
        BottleneckChannels = variant.BottleneckChannels,
        Create = weights => new ResNetBackbone(weights, variant),
    };

    private static TeacherSpec Lite0() => new()
    {
        Id = "efficientnet_lite0",
        Taps = [new TapSpec(24, 4), new TapSpec(40, 8), new TapSpec(112, 16)],
        Preprocessing = Preprocessing.Symmetric,
        Repeats = [2, 2, 2],
        SignedTaps = true,
        Create = weights => new LiteBackbone(weights),
    };
}
