using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// A memory of normal features (after MemAE, Gong et al. 2019): every position is rebuilt as a sparse mixture of learnt
/// slots addressed by cosine similarity, so that what no slot holds does not pass.
/// </summary>
public sealed class MemoryFilter : IFoldable
{
    private const double Temperature = 0.1;
    private const double Epsilon = 1e-6;
    private readonly Parameter _slots;
    private readonly int _count;
    private torch.Tensor? _folded;

    /// <param name="scope">Where slots hangs.</param>
    /// <param name="channels">Channels of the features.</param>
    /// <param name="slots">Number of slots.</param>
    public MemoryFilter(WeightScope scope, int channels, int slots)
    {
        var weights = scope.Weights;
        _count = slots;
        _slots = weights.AddRandom(scope.Full("slots"), [slots, channels], 1 / Math.Sqrt(channels));
        weights.Add(this);
    }

    /// <summary>The rebuilt map (N, C, H, W); the caller disposes of it.</summary>
    public torch.Tensor Forward(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var slots = _folded ?? _slots;
        var rows = x.permute(0, 2, 3, 1).reshape(n * h * w, c);
        var mixed = Address(rows, slots).to(x.dtype).mm(slots.to(x.dtype));
        return mixed.reshape(n, h, w, c).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Mean entropy, in nats, of the addresses of (N, C, H, W): added to the loss, it keeps addresses sparse.
    /// </summary>
    public torch.Tensor Entropy(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var weights = Address(x.permute(0, 2, 3, 1).reshape(-1, x.shape[1]), _slots);
        return (weights * (weights + Epsilon).log()).sum(1).mean().neg().MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose() => _folded?.Dispose();

    void IFoldable.Fold(FoldOptions options) =>
        _folded = _slots.to(options.Type, copy: true).DetachFromDisposeScope();

    /// <summary>(rows, slots), fp32: softmax, what lies below the mean address cut off, 1 in sum.</summary>
    private torch.Tensor Address(torch.Tensor rows, torch.Tensor slots)
    {
        var query = torch.nn.functional.normalize(rows.to(torch.float32));
        var keys = torch.nn.functional.normalize(slots.to(torch.float32));
        var weights = (query.mm(keys.transpose(0, 1)) / Temperature).softmax(1);

        // MemAE's continuous hard shrinkage: max(w − λ, 0) · w / (|w − λ| + ε).
        var over = weights - (1.0 / _count);
        var kept = over.relu() * weights / (over.abs() + Epsilon);
        return kept / kept.sum(1, true).clamp_min(Epsilon);
    }
}
