using LineAD.Core.Errors;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>Names and element types of precisions.</summary>
public static class Precisions
{
    /// <summary>Name in configuration and messages: <c>fp32</c>, <c>bf16</c>, <c>fp16</c>.</summary>
    public static string Name(Precision precision) => precision switch
    {
        Precision.Bf16 => "bf16",
        Precision.Fp16 => "fp16",
        _ => "fp32",
    };

    /// <summary>The precision of a name; null for <c>auto</c>.</summary>
    /// <exception cref="ModelBundleException">Another name.</exception>
    public static Precision? Parse(string name) => name switch
    {
        "auto" => null,
        "fp32" => Precision.Fp32,
        "bf16" => Precision.Bf16,
        "fp16" => Precision.Fp16,
        _ => throw new ModelBundleException($"precision '{name}' is unknown; use auto, fp32, bf16 or fp16"),
    };

    internal static torch.ScalarType Type(Precision precision) => precision switch
    {
        Precision.Bf16 => torch.bfloat16,
        Precision.Fp16 => torch.float16,
        _ => torch.float32,
    };
}
