using LineAD.Core.Configuration;
using LineAD.Models.Networks;
using LineAD.Models.Weights;
using TorchSharp;

namespace LineAD.Models.Teachers;

/// <summary>Loads teachers from their files.</summary>
public static class TeacherLoader
{
    /// <summary>A loaded, frozen teacher in evaluation mode.</summary>
    /// <param name="options">Where the files are.</param>
    /// <param name="id">Teacher id.</param>
    /// <param name="device">Where it will live.</param>
    /// <exception cref="Core.Errors.ModelBundleException">No file, or not usable.</exception>
    public static Backbone Load(ModelOptions options, string id, torch.Device device)
    {
        var spec = TeacherCatalog.Get(id);
        using var file = WeightFile.Open(TeacherFiles.Find(options, id));
        var network = spec.Build(device);
        try
        {
            network.Load(file, true);
            network.Freeze();
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
