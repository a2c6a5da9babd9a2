using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Scale, shift and running statistics of normalisations over channels.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    private protected NormBase(
        string name, long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(name)
    {
        num_features = features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        track_running_stats = track;
        if (affine)
        {
            weight = nn.Parameter(ones(features, dtype, device));
            bias = nn.Parameter(zeros(features, dtype, device));
        }

        if (track)
        {
            running_mean = zeros(features, dtype, device);
            running_var = ones(features, dtype, device);
            num_batches_tracked = zeros([], ScalarType.Int64, device);
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

    public Tensor? running_mean
    {
        get => Registered<Tensor>(nameof(running_mean));
        set => Replace(nameof(running_mean), value);
    }

    public Tensor? running_var
    {
        get => Registered<Tensor>(nameof(running_var));
        set => Replace(nameof(running_var), value);
    }

    public Tensor? num_batches_tracked
    {
        get => Registered<Tensor>(nameof(num_batches_tracked));
        set => Replace(nameof(num_batches_tracked), value);
    }

    public long num_features { get; }
    public double eps { get; set; }
    public double? momentum { get; set; }
    public bool affine { get; }
    public bool track_running_stats { get; }

    protected override void RegisterComponents()
    {
    }
}
