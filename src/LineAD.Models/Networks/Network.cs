using LineAD.Core.Errors;
using LineAD.Models.Networks.Blocks;
using LineAD.Models.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace LineAD.Models.Networks;

/// <summary>
/// A network: trainable with separate batch-norm, or, after <see cref="Fold"/>, for inference only. Not thread-safe in
/// training; a folded network is read-only and may be used by any thread.
/// </summary>
public abstract class Network : IDisposable
{
    private protected Network(NetworkWeights weights) => Weights = weights;

    /// <summary>Weights and statistics by name; empty once folded.</summary>
    public IReadOnlyList<NetworkTensor> State => Weights.Tensors;

    /// <summary>What an optimiser changes.</summary>
    public IEnumerable<Parameter> Parameters =>
        Weights.Tensors.Where(t => t.IsParameter).Select(t => (Parameter)t.Value);

    /// <summary>True while batch-norm uses batch statistics.</summary>
    public bool Training
    {
        get => Weights.Training;
        set => Weights.Training = value;
    }

    private protected NetworkWeights Weights { get; }

    /// <summary>Stops gradients of all weights; what teachers need.</summary>
    public void Freeze()
    {
        foreach (var parameter in Parameters)
        {
            parameter.requires_grad = false;
        }
    }

    /// <summary>Copies the values of a file into the weights.</summary>
    /// <param name="file">Where from; names and shapes must fit.</param>
    /// <param name="allowExtra">True for teachers: the file also has what the truncated network lacks.</param>
    /// <exception cref="ModelBundleException">
    /// A weight is missing, has another shape, is not finite, or is unknown.
    /// </exception>
    public void Load(WeightFile file, bool allowExtra = false) => NetworkFiles.Load(file, State, allowExtra);

    /// <summary>How many convolutions the inference form runs with weights packed once (known after warm-up), and of how many.</summary>
    internal (int Packed, int All) Convolutions
    {
        get
        {
            var units = Weights.Layers.OfType<ConvUnit>().ToList();
            return (units.Count(unit => unit.IsPacked), units.Count);
        }
    }

    /// <summary>Writes all weights and statistics as fp32 safetensors.</summary>
    public void Save(Stream stream, IReadOnlyDictionary<string, string>? metadata = null) =>
        NetworkFiles.Save(stream, State, metadata);

    /// <inheritdoc />
    public void Dispose()
    {
        Weights.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Turns the network into its inference form, for good: batch-norm (and preprocessing, if given) inside the
    /// convolutions, channels-last, in the given precision.
    /// </summary>
    internal void Fold(FoldOptions options)
    {
        using var guard = torch.no_grad();
        foreach (var layer in Weights.Layers)
        {
            layer.Fold(options);
        }

        FoldOthers(options);
        Weights.DisposeTensors();
    }

    /// <summary>Folds what is not a layer of its weights.</summary>
    private protected virtual void FoldOthers(FoldOptions options)
    {
    }
}
