using LineAD.Core.Configuration;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>A frozen teacher to learn from.</summary>
public sealed class TrainingTeacher : IDisposable
{
    private TrainingTeacher(TeacherSpec spec, Backbone network) => (Spec, Network) = (spec, network);

    /// <summary>Its architecture.</summary>
    public TeacherSpec Spec { get; }

    internal Backbone Network { get; }

    /// <summary>Loads a teacher.</summary>
    /// <param name="id">Teacher id.</param>
    /// <param name="options">Where weight files are.</param>
    /// <exception cref="Core.Errors.ModelBundleException">Unknown id, no file, or a file that does not fit.</exception>
    public static TrainingTeacher Load(string id, ModelOptions options) =>
        new(TeacherCatalog.Get(id), TeacherLoader.Load(options, id, torch.CPU));

    /// <summary>A teacher with random weights, for tests and for the figure that a made teacher must beat.</summary>
    public static TrainingTeacher Random(string id, int seed)
    {
        torch.manual_seed(seed);
        var spec = TeacherCatalog.Get(id);
        var network = spec.Build(torch.CPU, initialise: true);
        network.Freeze();
        return new TrainingTeacher(spec, network);
    }

    /// <inheritdoc />
    public void Dispose() => Network.Dispose();
}
