using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>
/// One group of a plan at input size: the weighted sum of its maps, each upsampled bilinearly (align_corners false), then
/// blurred. Runs as matrix products, one output pass. Immutable; any thread.
/// </summary>
internal sealed class MapSum : IDisposable
{
    private readonly MapGroup _group;
    private readonly torch.Tensor _left;
    private readonly torch.Tensor[] _right;

    public MapSum(
        MapGroup group, IReadOnlyList<(int Height, int Width)> sizes, int height, int width, torch.Device device)
    {
        _group = group;
        var own = group.Maps.Zip(group.Weights, (map, weight) => (Size: sizes[map], Weight: weight)).ToArray();
        var left = own.Select(map => Matrix(height, map.Size.Height, map.Weight.BlurSigma, 1, device)).ToArray();
        _left = torch.cat(left, 1).DetachFromDisposeScope();
        _right = [.. own.Select(map => Transposed(
            Matrix(width, map.Size.Width, map.Weight.BlurSigma, map.Weight.Factor, device)))];
        Array.ForEach(left, matrix => matrix.Dispose());
    }

    /// <summary>The sum (N, height, width) of a student's maps (N, h, w).</summary>
    public torch.Tensor Of(IReadOnlyList<torch.Tensor> maps)
    {
        var rows = _group.Maps.Select((map, k) => StackProduct.Of(maps[map], _right[k])).ToArray();
        var sum = StackProduct.Of(_left, torch.cat(rows, 1));
        return _group.Offset == 0 ? sum : sum.add_(_group.Offset);
    }

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
