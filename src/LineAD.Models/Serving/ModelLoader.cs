using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Scoring;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Models.Threads;
using LineAD.Models.Weights;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>From a bundle on disk to a warm, self-tested model beside those that serve.</summary>
internal sealed class ModelLoader(
    ModelOptions options,
    TeacherGroups groups,
    SelfTest selfTest,
    torch.Device device,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Loads and tests; on any failure everything loaded is freed and nothing has changed.</summary>
    internal LoadedModel Load(Bundle bundle, LoadTurn turn)
    {
        var precision = PrecisionChooser.For(device, options.Precision, bundle.Manifest.Precision, logger);
        var model = TryLoad(bundle, precision, turn, out var failure);
        if (model is null && precision != Precision.Fp32 && options.Precision == "auto")
        {
            ModelsLog.PrecisionRefused(logger, bundle.Directory, Precisions.Name(precision), failure!);
            model = TryLoad(bundle, Precision.Fp32, turn, out failure);
        }

        return model ?? throw new ModelBundleException(failure!);
    }

    /// <summary>A warm model; null when only its self-test failed, which another precision may pass.</summary>
    private LoadedModel? TryLoad(
        Bundle bundle, Precision precision, LoadTurn turn, out string? failure)
    {
        var model = Place(bundle, precision);
        var passed = false;
        try
        {
            model.Group.Learn(WarmUp.Run(model, Clock(turn), turn.Cancellation));
            TellCost(bundle, model);
            failure = selfTest.FirstFailure(model, bundle, turn.Cancellation);
            passed = failure is null;
            return passed ? model : null;
        }
        finally
        {
            if (!passed)
            {
                model.Retire();
            }
        }
    }

    // A GPU's work is none of the thread's.
    private TimeProvider Clock(LoadTurn turn) =>
        turn.InSpareTime && device.type == DeviceType.CPU ? ThreadCpuClock.Find() ?? time : time;

    private void TellCost(Bundle bundle, LoadedModel model)
    {
        var (group, shapes) = (model.Group, model.Group.BatchShapes);
        var (teacher, student) = (group.Teacher.Convolutions, model.Student.Convolutions);
        ModelsLog.Warm(
            logger,
            bundle.Directory,
            Milliseconds(group.WarmUpSeconds(shapes[0])),
            Milliseconds(group.WarmUpSeconds(shapes[^1])),
            shapes[^1],
            teacher.Packed + student.Packed,
            teacher.All + student.All);
    }

    private static double Milliseconds(double seconds) => Math.Round(seconds * 1000, 1);

    private LoadedModel Place(Bundle bundle, Precision precision)
    {
        var group = groups.Acquire(bundle.Manifest, precision);
        try
        {
            var student = new StudentRuntime(LoadStudent(bundle), bundle.Rule, bundle.Input, group.Teacher);
            return new LoadedModel(InfoOf(bundle, precision), group, student, () => groups.Release(group));
        }
        catch
        {
            groups.Release(group);
            throw;
        }
    }

    private Student LoadStudent(Bundle bundle)
    {
        var teacher = TeacherCatalog.Get(bundle.Manifest.Teacher.Id);
        var student = Architecture.Create(
            bundle.Manifest.Architecture, teacher, device, false, bundle.Manifest.Without);
        try
        {
            using var file = WeightFile.Open(bundle.WeightsPath);
            student.Load(file);
            return student;
        }
        catch
        {
            student.Dispose();
            throw;
        }
    }

    private ModelInfo InfoOf(Bundle bundle, Precision precision) => new()
    {
        Category = bundle.Manifest.Category,
        View = bundle.Manifest.View,
        Version = bundle.Manifest.Version,
        Architecture = bundle.Manifest.Architecture,
        Teacher = bundle.Manifest.Teacher.Id,
        Hash = bundle.WeightsSha256,
        MinimumArea = bundle.Manifest.Map.MinimumArea,
        Precision = Precisions.Name(precision),
        Device = device.ToString(),
    };
}
