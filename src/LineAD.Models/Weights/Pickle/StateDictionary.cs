namespace LineAD.Models.Weights.Pickle;

/// <summary>Finds the tensors in what a pickle holds.</summary>
internal static class StateDictionary
{
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model"];

    /// <summary>Tensors by name: the dictionary itself, or the one under a usual wrapper key.</summary>
    internal static Dictionary<string, PickleTensor> Tensors(object? root)
    {
        var dictionary = root as PickleDictionary ?? throw new WeightFormatException("it holds no state dictionary");
        foreach (var wrapper in Wrappers)
        {
            if (dictionary.Items.TryGetValue(wrapper, out var inner) && inner is PickleDictionary found)
            {
                dictionary = found;
                break;
            }
        }

        var tensors = new Dictionary<string, PickleTensor>(StringComparer.Ordinal);
        foreach (var (name, value) in dictionary.Items)
        {
            if (value is PickleTensor tensor)
            {
                tensors.Add(name, tensor);
            }
        }

        return tensors.Count > 0 ? tensors : throw new WeightFormatException("its dictionary holds no tensors");
    }
}
