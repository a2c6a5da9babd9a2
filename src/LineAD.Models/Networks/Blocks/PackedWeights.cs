using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// For which sizes of maps a convolution runs with packed weights: those at which, while it was tuned, it was not slower so at any batch.
/// Everything else is left to the plain convolution. Any thread.
/// </summary>
internal sealed class PackedWeights(torch.Tensor weight, torch.Tensor bias, ConvGeometry geometry) : IDisposable
{
    /// <summary>How much longer than the plain convolution it may take before it is given up: less is noise.</summary>
    internal const double Tolerance = 1.05;

    /// <summary>A unit sees one size, or one for each view's input; weights for more are not kept.</summary>
    internal const int MostSizes = 4;

    private readonly Lock _gate = new();
    private readonly HashSet<(long Batch, MapSize Map)> _tried = [];
    private readonly Dictionary<MapSize, PackedConvolution> _all = [];
    private volatile Dictionary<MapSize, PackedConvolution> _used = [];

    /// <summary>True where there is a size for which packed weights are used.</summary>
    internal bool IsUsed => _used.Count > 0;

    /// <summary>The convolution for (N, In, H, W), channels-last; null where the plain one is to run.</summary>
    internal PackedConvolution? For(torch.Tensor input) => _used.GetValueOrDefault(MapSize.Of(input));

    /// <summary>Tries the input's size, once for each batch.</summary>
    /// <param name="tuning">What measures.</param>
    /// <param name="input">(N, In, H, W), channels-last.</param>
    /// <param name="plain">The plain convolution of it.</param>
    internal void Tune(ConvTuning tuning, torch.Tensor input, Func<torch.Tensor> plain)
    {
        var map = MapSize.Of(input);
        lock (_gate)
        {
            if (!_tried.Add((input.shape[0], map)) || Packed(map) is not { } packed)
            {
                return;
            }

            var (plainSeconds, seconds) = tuning.Compare(plain, () => packed.Forward(input));
            var isFirst = _tried.Count(tried => tried.Map == map) == 1;
            if (seconds > plainSeconds * Tolerance)
            {
                _used = _used.Where(entry => entry.Key != map).ToDictionary();
            }
            else if (isFirst)
            {
                _used = new(_used) { [map] = packed };
            }
        }
    }

    public void Dispose()
    {
        foreach (var packed in _all.Values)
        {
            packed.Dispose();
        }
    }

    private PackedConvolution? Packed(MapSize map)
    {
        if (!_all.TryGetValue(map, out var packed) && _all.Count < MostSizes)
        {
            // One that is given up is kept until the end: another thread may be using it.
            _all[map] = packed = new PackedConvolution(weight, bias, geometry, map);
        }

        return packed;
    }
}
