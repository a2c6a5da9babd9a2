namespace TorchSharp.Modules;

/// <summary>Adam; weight decay is added to the gradient.</summary>
public class Adam : AdamBase
{
    internal Adam(IEnumerable<Parameter> parameters, Options options)
        : base(parameters, options, isDecoupled: false)
    {
    }
}
