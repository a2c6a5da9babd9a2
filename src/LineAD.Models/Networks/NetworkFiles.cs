using LineAD.Core.Errors;
using LineAD.Models.Weights;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>Moves weights between files and networks.</summary>
internal static class NetworkFiles
{
    private const string BatchCounter = "num_batches_tracked";

    internal static void Load(WeightFile file, IReadOnlyList<NetworkTensor> state, bool allowExtra)
    {
        using var guard = torch.no_grad();
        foreach (var tensor in state)
        {
            LoadOne(file, tensor);
        }

        if (!allowExtra && FirstUnknown(file, state) is { } name)
        {
            throw new ModelBundleException(
                $"weight file '{file.Path}': '{name}' belongs to no layer of this network; use the file of this "
                + "architecture and teacher");
        }
    }

    internal static void Save(
        Stream stream, IReadOnlyList<NetworkTensor> state, IReadOnlyDictionary<string, string>? metadata)
    {
        var byName = state.ToDictionary(t => t.Name, t => t.Value, StringComparer.Ordinal);
        var entries = state
            .Select(t => new WeightEntry(t.Name, WeightType.Float32, t.Value.shape, t.Value.numel()))
            .ToArray();
        SafeTensorsWriter.Write(stream, entries, (entry, target) => WriteOne(byName[entry.Name], target), metadata);
    }

    private static void WriteOne(torch.Tensor value, Stream target)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        target.Write(value.detach().cpu().to(torch.float32).contiguous().bytes);
    }

    private static void LoadOne(WeightFile file, NetworkTensor tensor)
    {
        if (!file.Entries.TryGetValue(tensor.Name, out var entry))
        {
            throw new ModelBundleException(
                $"weight file '{file.Path}' has no '{tensor.Name}'; use the file of this architecture and teacher");
        }

        if (!entry.Shape.SequenceEqual(tensor.Value.shape))
        {
            throw new ModelBundleException(
                $"weight file '{file.Path}': '{entry.Name}' has the shape {entry.ShapeText}, this network needs "
                + $"[{string.Join(", ", tensor.Value.shape)}]; use the file of this architecture and teacher");
        }

        using var scope = torch.NewDisposeScope();
        var values = Read(file, entry);
        if (!values.isfinite().all().item<bool>())
        {
            throw new ModelBundleException(
                $"weight file '{file.Path}': '{entry.Name}' holds NaN or infinity; train or download it again");
        }

        tensor.Value.copy_(values);
    }

    private static torch.Tensor Read(WeightFile file, WeightEntry entry)
    {
        var values = torch.empty([.. entry.Shape], TypeOf(file, entry));
        file.Read(entry, values.bytes);
        return values.to(torch.float32);
    }

    private static torch.ScalarType TypeOf(WeightFile file, WeightEntry entry) => entry.Type switch
    {
        WeightType.Float32 => torch.float32,
        WeightType.Float64 => torch.float64,
        WeightType.Float16 => torch.float16,
        WeightType.BFloat16 => torch.bfloat16,
        _ => throw new ModelBundleException(
            $"weight file '{file.Path}': '{entry.Name}' has the element type {entry.Type}; save the weights as "
            + "floating point"),
    };

    private static string? FirstUnknown(WeightFile file, IReadOnlyList<NetworkTensor> state)
    {
        var known = state.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return file.Entries.Keys.FirstOrDefault(
            name => !known.Contains(name) && !name.EndsWith(BatchCounter, StringComparison.Ordinal));
    }
}
