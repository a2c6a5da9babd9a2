namespace TorchSharp.Modules;

/// <summary>Adam with weight decay applied to the weights.</summary>
public class AdamW : AdamBase
{
    internal AdamW(IEnumerable<Parameter> parameters, Options options)
        : base(parameters, options, isDecoupled: true)
    {
    }
}
