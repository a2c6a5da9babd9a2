using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>
/// Makes anomaly maps at input size: the weighted sum of a student's maps, each upsampled bilinearly (align_corners false),
/// then blurred. Runs as matrix products, one output pass. Immutable; any thread.
/// </summary>
public sealed class MapComposer : IDisposable
{
    private readonly torch.Tensor _left;
    private readonly torch.Tensor[] _right;
    private readonly MapPlan _plan;

    /// <param name="sizes">Height and width of every discrepancy map.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="sigma">Deviation of the Gaussian in pixels of the result; 0 for no blur.</param>
    /// <param name="device">Where the maps are.</param>
    public MapComposer(
        IReadOnlyList<(int Height, int Width)> sizes, int height, int width, double sigma, torch.Device device)
        : this(sizes, height, width, new MapPlan([.. sizes.Select(_ => new MapWeight(1, sigma))], 0, null), device)
    {
    }

    /// <param name="sizes">Height and width of every map.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="plan">Weight and blur of every map, offset and floor.</param>
    /// <param name="device">Where the maps are.</param>
    public MapComposer(
        IReadOnlyList<(int Height, int Width)> sizes, int height, int width, MapPlan plan, torch.Device device)
    {
        _plan = plan;
        var left = sizes.Select((s, k) => Matrix(height, s.Height, plan.Weights[k].BlurSigma, 1, device)).ToArray();
        _left = torch.cat(left, 1).DetachFromDisposeScope();
        _right = [.. sizes.Select((s, k) => Transposed(
            Matrix(width, s.Width, plan.Weights[k].BlurSigma, plan.Weights[k].Factor, device)))];
        Array.ForEach(left, matrix => matrix.Dispose());
    }

    /// <summary>A composer for the maps that a student just gave.</summary>
    /// <param name="maps">Maps (N, h, w).</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="plan">Weight and blur of every map, offset and floor.</param>
    public static MapComposer For(IReadOnlyList<torch.Tensor> maps, int height, int width, MapPlan plan) => new(
        [.. maps.Select(map => ((int)map.shape[1], (int)map.shape[2]))], height, width, plan, maps[0].device);

    /// <summary>Composes maps (N, h, w), fp32, into (N, height, width).</summary>
    public torch.Tensor Compose(IReadOnlyList<torch.Tensor> maps)
    {
        using var scope = torch.NewDisposeScope();
        var rows = maps.Select((map, k) => map.matmul(_right[k])).ToArray();
        var composed = _left.matmul(torch.cat(rows, 1));
        if (_plan.Offset != 0)
        {
            composed.add_(_plan.Offset);
        }

        return (_plan.Floor is { } floor ? composed.clamp_(floor) : composed).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _left.Dispose();
        Array.ForEach(_right, matrix => matrix.Dispose());
    }

    private static torch.Tensor Matrix(int outputs, int inputs, double sigma, double factor, torch.Device device)
    {
        var values = Array.ConvertAll(MapMatrix.Build(outputs, inputs, sigma), v => (float)(factor * v));
        using var flat = torch.tensor(values);
        using var host = flat.view(outputs, inputs);
        return host.to(device, copy: true).DetachFromDisposeScope();
    }

    private static torch.Tensor Transposed(torch.Tensor matrix)
    {
        using (matrix)
        {
            using var view = matrix.transpose(0, 1);
            return view.contiguous().DetachFromDisposeScope();
        }
    }
}
