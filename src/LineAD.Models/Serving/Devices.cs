using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>The device that the configuration asks for.</summary>
public static class Devices
{
    /// <summary>Selects it and sets the number of threads of CPU scoring.</summary>
    /// <exception cref="ModelBundleException">The device does not exist here.</exception>
    public static torch.Device Select(ModelOptions options)
    {
        torch.set_num_threads(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        var name = options.Device == "auto" ? (torch.cuda.is_available() ? "cuda:0" : "cpu") : options.Device;
        if (name.StartsWith("cuda", StringComparison.Ordinal) && !torch.cuda.is_available())
        {
            throw new ModelBundleException(
                $"models.device is '{name}', but this machine has no usable CUDA device; use cpu or auto");
        }

        return torch.device(name);
    }
}
