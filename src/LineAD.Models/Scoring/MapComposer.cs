using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>
/// Makes anomaly maps at input size: the sum of the discrepancy maps, each upsampled bilinearly (align_corners false),
/// then blurred. Runs as matrix products, one output pass. Immutable; any thread.
/// </summary>
public sealed class MapComposer : IDisposable
{
    private readonly torch.Tensor _left;
    private readonly torch.Tensor[] _right;

    /// <param name="sizes">Height and width of every discrepancy map.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="sigma">Deviation of the Gaussian in pixels of the result; 0 for no blur.</param>
    /// <param name="device">Where the maps are.</param>
    public MapComposer(
        IReadOnlyList<(int Height, int Width)> sizes, int height, int width, double sigma, torch.Device device)
    {
        var left = sizes.Select(s => Matrix(height, s.Height, sigma, device)).ToArray();
        _left = torch.cat(left, 1).DetachFromDisposeScope();
        _right = [.. sizes.Select(s => Transposed(Matrix(width, s.Width, sigma, device)))];
        Array.ForEach(left, matrix => matrix.Dispose());
    }

    /// <summary>Composes maps (N, h, w), fp32, into (N, height, width).</summary>
    public torch.Tensor Compose(IReadOnlyList<torch.Tensor> maps)
    {
        using var scope = torch.NewDisposeScope();
        var rows = maps.Select((map, k) => map.matmul(_right[k])).ToArray();
        return _left.matmul(torch.cat(rows, 1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _left.Dispose();
        Array.ForEach(_right, matrix => matrix.Dispose());
    }

    private static torch.Tensor Matrix(int outputs, int inputs, double sigma, torch.Device device)
    {
        var values = Array.ConvertAll(MapMatrix.Build(outputs, inputs, sigma), v => (float)v);
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
