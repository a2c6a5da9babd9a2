using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>Teacher files with random weights: their costs are real, their features are not. For benchmarks and tests.</summary>
public static class RandomTeacher
{
    /// <summary>Writes a safetensors file that the teacher's loader reads.</summary>
    /// <param name="teacher">Teacher id.</param>
    /// <param name="path">File to write.</param>
    /// <param name="seed">Seed of the weights.</param>
    public static void Write(string teacher, string path, long seed)
    {
        torch.manual_seed(seed);
        using var network = TeacherCatalog.Get(teacher).Build(torch.CPU, initialise: true);
        using var stream = File.Create(path);
        network.Save(stream);
    }
}
