using LineAD.Models.Networks.Blocks;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Models.Networks;

/// <summary>
/// All weights of one network by their dotted names, and the layers that hold them. Networks are plain classes over
/// functional operators, so that state dictionaries have exactly the names of the files they come from.
/// </summary>
/// <param name="device">Where the weights live.</param>
/// <param name="initialise">False when a file will be loaded: random start values are then a waste of time.</param>
public sealed class NetworkWeights(torch.Device device, bool initialise) : IDisposable
{
    private readonly List<NetworkTensor> _tensors = [];
    private readonly List<IFoldable> _layers = [];

    /// <summary>Device of all weights.</summary>
    public torch.Device Device { get; } = device;

    /// <summary>True while batch-norm uses and updates batch statistics.</summary>
    public bool Training { get; set; }

    /// <summary>Weights and statistics in order of creation; empty once folded.</summary>
    public IReadOnlyList<NetworkTensor> Tensors => _tensors;

    internal IReadOnlyList<IFoldable> Layers => _layers;

    /// <summary>The root scope.</summary>
    public WeightScope Root => new(this, string.Empty);

    /// <inheritdoc />
    public void Dispose()
    {
        DisposeTensors();
        _layers.ForEach(layer => layer.Dispose());
    }

    /// <summary>Normal start values with the given deviation, or unset memory when a file will be loaded.</summary>
    internal Parameter AddRandom(string name, long[] shape, double deviation)
    {
        var values = initialise
            ? torch.randn(shape, torch.float32, Device).mul_(deviation)
            : torch.empty(shape, torch.float32, Device);
        return AddParameter(name, values);
    }

    internal Parameter AddParameter(string name, torch.Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        _tensors.Add(new NetworkTensor(name, parameter, true));
        return parameter;
    }

    internal torch.Tensor AddStatistic(string name, torch.Tensor values)
    {
        values.DetachFromDisposeScope();
        _tensors.Add(new NetworkTensor(name, values, false));
        return values;
    }

    internal void Add(IFoldable layer) => _layers.Add(layer);

    internal void DisposeTensors()
    {
        _tensors.ForEach(tensor => tensor.Value.Dispose());
        _tensors.Clear();
    }
}
