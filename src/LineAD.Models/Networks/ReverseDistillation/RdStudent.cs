using TorchSharp;

namespace LineAD.Models.Networks.ReverseDistillation;

/// <summary>
/// Student of reverse distillation (RD4AD, Deng and Li, CVPR 2022): it sees the teacher's maps only through a narrow
/// code and learns to restore them for good parts, so that what is not on good parts is not restored.
/// </summary>
public sealed class RdStudent : Student
{
    private readonly OneClassEmbedding _embedding;
    private readonly ReverseDecoder _decoder;

    /// <param name="weights">Where the weights are registered.</param>
    /// <param name="shape">Widths and depths.</param>
    public RdStudent(NetworkWeights weights, RdShape shape)
        : base(weights)
    {
        _embedding = new OneClassEmbedding(weights.Root["ocbe"], shape);
        _decoder = new ReverseDecoder(weights.Root["decoder"], shape);
    }

    /// <inheritdoc />
    public override torch.Tensor[] Forward(IReadOnlyList<torch.Tensor> taps, torch.Tensor image)
    {
        using var code = _embedding.Forward(taps);
        return _decoder.Forward(code);
    }
}
