using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>Makes anomaly maps at input size of a student's maps, as a plan says. Immutable; any thread.</summary>
public sealed class MapComposer : IDisposable
{
    private readonly MapSum[] _sums;
    private readonly double? _floor;

    /// <param name="sizes">Height and width of every discrepancy map.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="sigma">Deviation of the Gaussian in pixels of the result; 0 for no blur.</param>
    /// <param name="device">Where the maps are.</param>
    public MapComposer(
        IReadOnlyList<(int Height, int Width)> sizes, int height, int width, double sigma, torch.Device device)
        : this(sizes, height, width, MapPlan.Sum(sizes.Count, sigma), device)
    {
    }

    /// <param name="sizes">Height and width of every map.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="plan">Weighted sums and floor.</param>
    /// <param name="device">Where the maps are.</param>
    public MapComposer(
        IReadOnlyList<(int Height, int Width)> sizes, int height, int width, MapPlan plan, torch.Device device)
    {
        _sums = [.. plan.Groups.Select(group => new MapSum(group, sizes, height, width, device))];
        _floor = plan.Floor;
    }

    /// <summary>A composer for the maps that a student just gave.</summary>
    /// <param name="maps">Maps (N, h, w).</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="plan">Weighted sums and floor.</param>
    public static MapComposer For(IReadOnlyList<torch.Tensor> maps, int height, int width, MapPlan plan) => new(
        [.. maps.Select(map => ((int)map.shape[1], (int)map.shape[2]))], height, width, plan, maps[0].device);

    /// <summary>Composes maps (N, h, w), fp32, into (N, height, width).</summary>
    public torch.Tensor Compose(IReadOnlyList<torch.Tensor> maps)
    {
        using var scope = torch.NewDisposeScope();
        var largest = _sums[0].Of(maps);
        foreach (var sum in _sums.Skip(1))
        {
            // max(a, b) = a + max(b − a, 0), in place.
            largest.add_(sum.Of(maps).sub_(largest).relu_());
        }

        return (_floor is { } floor ? largest.clamp_(floor) : largest).MoveToOuterDisposeScope();
    }

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(_sums, sum => sum.Dispose());
}
