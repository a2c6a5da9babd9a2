using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Models.Teachers;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// The same model as a framework runs it out of the box: fp32, contiguous, batch-norm not folded. What the engine's gains are
/// measured against.
/// </summary>
public static class PlainBaseline
{
    private static readonly int[] Batches = [1, 8];

    /// <summary>Milliseconds per frame at the best of batches 1 and 8; random weights on the CPU.</summary>
    /// <param name="architecture">Architecture id.</param>
    /// <param name="teacher">Teacher id.</param>
    /// <param name="input">Input size.</param>
    /// <param name="seconds">How long each batch is tried.</param>
    /// <param name="time">Clock.</param>
    public static double MsPerFrame(
        string architecture, string teacher, InputSpec input, double seconds, TimeProvider time)
    {
        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        var spec = TeacherCatalog.Get(teacher);
        using var backbone = spec.Build(torch.CPU, initialise: true);
        using var student = Architecture.Create(architecture, spec, torch.CPU);
        return Batches.Min(batch => Best(backbone, student, input, batch, seconds, time));
    }

    private static double Best(
        Backbone backbone, Student student, InputSpec input, int batch, double seconds, TimeProvider time)
    {
        var image = torch.randn([batch, 3, input.Height, input.Width]);
        var best = double.MaxValue;
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start).TotalSeconds < seconds)
        {
            var before = time.GetTimestamp();
            Run(backbone, student, image, input);
            best = Math.Min(best, time.GetElapsedTime(before).TotalMilliseconds);
        }

        return best / batch;
    }

    private static void Run(Backbone backbone, Student student, torch.Tensor image, InputSpec input)
    {
        using var scope = torch.NewDisposeScope();
        var taps = backbone.Forward(image);
        var maps = student.Discrepancies(taps, image);
        using var composer = new MapComposer(
            [.. maps.Select(m => ((int)m.shape[1], (int)m.shape[2]))], input.Height, input.Width, 4, torch.CPU);
        composer.Compose(maps);
    }
}
