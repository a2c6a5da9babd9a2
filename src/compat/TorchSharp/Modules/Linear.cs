using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x·Wᵀ + b.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputs, long outputs, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        in_features = inputs;
        out_features = outputs;
        weight = nn.Parameter(empty(outputs, inputs, dtype, device));
        nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (hasBias)
        {
            var bound = 1 / Math.Sqrt(inputs);
            bias = nn.Parameter(empty(outputs, dtype, device));
            nn.init.uniform_(bias, -bound, bound);
        }
    }

    public Parameter weight
    {
        get => Registered<Parameter>(nameof(weight))!;
        set => Replace(nameof(weight), value);
    }

    public Parameter? bias
    {
        get => Registered<Parameter>(nameof(bias));
        set => Replace(nameof(bias), value);
    }

    public long in_features { get; }
    public long out_features { get; }

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

    protected override void RegisterComponents()
    {
    }
}
