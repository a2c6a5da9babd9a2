using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Scoring;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Models.Weights;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>From a bundle on disk to a warm, self-tested model beside those that serve.</summary>
internal sealed class ModelLoader(
    ModelOptions options, TeacherGroups groups, SelfTest selfTest, torch.Device device, TimeProvider time, ILogger logger)
{
    /// <summary>Loads and tests; on any failure everything loaded is freed and nothing has changed.</summary>
    internal LoadedModel Load(Bundle bundle, CancellationToken cancellationToken)
    {
        var precision = PrecisionChooser.For(device, options.Precision, bundle.Manifest.Precision);
        try
        {
            return LoadAs(bundle, precision, cancellationToken);
        }
        catch (ModelBundleException e) when (precision != Precision.Fp32 && options.Precision == "auto")
        {
            ModelsLog.PrecisionRefused(logger, bundle.Directory, Precisions.Name(precision), e.Message);
            return LoadAs(bundle, Precision.Fp32, cancellationToken);
        }
    }

    private LoadedModel LoadAs(Bundle bundle, Precision precision, CancellationToken cancellationToken)
    {
        var group = groups.Acquire(bundle.Manifest, precision);
        LoadedModel model;
        try
        {
            var student = new StudentRuntime(LoadStudent(bundle), bundle.Rule, bundle.Input, group.Teacher);
            model = new LoadedModel(InfoOf(bundle, precision), group, student, () => groups.Release(group));
        }
        catch
        {
            groups.Release(group);
            throw;
        }

        try
        {
            group.Learn(WarmUp.Run(model, time, cancellationToken));
            selfTest.Run(model, bundle, cancellationToken);
            return model;
        }
        catch
        {
            model.Retire();
            throw;
        }
    }

    private Student LoadStudent(Bundle bundle)
    {
        var teacher = TeacherCatalog.Get(bundle.Manifest.Teacher.Id);
        var student = Architecture.Create(bundle.Manifest.Architecture, teacher, device, false);
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
