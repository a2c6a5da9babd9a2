using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Models.Teachers;
using LineAD.Models.Threads;
using Microsoft.Extensions.Logging.Abstractions;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>Makes models without a bundle, for benchmarks and tests.</summary>
public static class ModelFactory
{
    /// <summary>
    /// A warmed-up model with random weights; its group scores as a bundle's would, only the scores mean nothing.
    /// </summary>
    /// <param name="architecture">Architecture id.</param>
    /// <param name="teacher">Teacher id.</param>
    /// <param name="input">Input size, both divisible by 32.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="settings">Device, precision and batch size.</param>
    /// <returns>A lease; disposing of it frees model and teacher.</returns>
    public static IModelLease CreateRandom(
        string architecture, string teacher, InputSpec input, long seed, RandomModelSettings settings)
    {
        torch.manual_seed(seed);
        var device = torch.device(settings.Device);
        var spec = TeacherCatalog.Get(teacher);
        var runtime = new TeacherRuntime(spec, spec.Build(device, true), settings.Precision, device);
        var pool = new BufferPool(settings.PoolBytes);
        var group = new TeacherGroup(
            $"random/{teacher}/{seed}", runtime, input, BatchShapes.UpTo(settings.LargestBatch), pool, settings.PinThreads ? new CpuPinning(NullLogger.Instance) : null);
        var student = new StudentRuntime(
            Architecture.Create(architecture, spec, device), new ScoreRule(), input, runtime);
        var model = new LoadedModel(Info(architecture, teacher, settings), group, student, group.Dispose);
        group.Learn(WarmUp.Run(model, TimeProvider.System, CancellationToken.None));
        var lease = model.TryLease()!;
        model.Retire();
        return lease;
    }

    private static ModelInfo Info(string architecture, string teacher, RandomModelSettings settings) => new()
    {
        Category = "random",
        View = "main",
        Version = 1,
        Architecture = architecture,
        Teacher = teacher,
        Hash = "random",
        MinimumArea = 1,
        Precision = Precisions.Name(settings.Precision),
        Device = settings.Device,
    };
}
