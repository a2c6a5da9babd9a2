using LineAD.Models.Networks;
using LineAD.Models.Weights;
using TorchSharp;

namespace LineAD.Training.Teaching;

/// <summary>
/// Writes a teacher as fp16 safetensors: half the size, and every weight of a trained network fits into its range.
/// </summary>
public static class TeacherFile
{
    /// <summary>Writes beside <paramref name="path"/> and renames.</summary>
    /// <param name="network">The teacher.</param>
    /// <param name="path">Where to.</param>
    /// <param name="recipe">Recorded in the header.</param>
    /// <param name="source">Id of the teacher that it learnt from, recorded in the header.</param>
    public static void Write(Backbone network, string path, TeacherRecipe recipe, string source)
    {
        var byName = network.State.ToDictionary(tensor => tensor.Name, tensor => tensor.Value, StringComparer.Ordinal);
        var entries = network.State
            .Select(tensor => new WeightEntry(
                tensor.Name, WeightType.Float16, tensor.Value.shape, tensor.Value.numel()))
            .ToArray();
        var metadata = new Dictionary<string, string>
        {
            ["teacher"] = "builtin",
            ["recipe"] = $"linead teacher make: distilled from {source} on procedural pictures; {recipe}",
        };
        var temporary = $"{path}.part";
        using (var stream = File.Create(temporary))
        {
            SafeTensorsWriter.Write(stream, entries, (entry, target) => WriteOne(byName[entry.Name], target), metadata);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void WriteOne(torch.Tensor values, Stream target)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        target.Write(values.detach().to(torch.float16).contiguous().bytes);
    }
}
