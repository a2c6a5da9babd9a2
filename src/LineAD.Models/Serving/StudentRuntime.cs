using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// A student in its inference form with its map and score rule. Read-only once warmed up; any thread.
/// </summary>
internal sealed class StudentRuntime : IDisposable
{
    private readonly Student _student;
    private readonly ScoreRule _rule;
    private readonly InputSpec _input;
    private readonly Lock _gate = new();
    private MapComposer? _composer;

    /// <param name="student">Loaded weights; folded here and owned.</param>
    /// <param name="rule">Map and score rule.</param>
    /// <param name="input">Input size.</param>
    /// <param name="teacher">The teacher whose taps it reads.</param>
    internal StudentRuntime(Student student, ScoreRule rule, InputSpec input, TeacherRuntime teacher)
    {
        (_student, _rule, _input) = (student, rule, input);
        student.Fold(teacher.FoldOptions);
    }

    /// <summary>Raw maps (N, H, W) and raw image scores (N), fp32, on the device.</summary>
    internal (torch.Tensor Maps, torch.Tensor Scores) Score(torch.Tensor[] taps, torch.Tensor image)
    {
        var discrepancies = _student.Discrepancies(taps, image);
        var maps = Composer(discrepancies).Compose(discrepancies);
        return (maps, ImageScore.Of(maps, _rule.TopPixels));
    }

    /// <inheritdoc cref="Network.Convolutions" />
    internal (int Packed, int All) Convolutions => _student.Convolutions;

    internal double ImageScale => 1 / _rule.ImageThreshold;

    internal double PixelScale => 1 / _rule.PixelThreshold;

    public void Dispose()
    {
        _composer?.Dispose();
        _student.Dispose();
    }

    // The sizes of the maps are known only once the student has run; warm-up does that before anyone else sees it.
    private MapComposer Composer(torch.Tensor[] maps)
    {
        lock (_gate)
        {
            return _composer ??= MapComposer.For(
                maps, _input.Height, _input.Width, MapPlan.For(_rule, _student.MapNames));
        }
    }
}
