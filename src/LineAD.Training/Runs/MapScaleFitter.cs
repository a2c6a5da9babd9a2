using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Finds the scales of a student's kinds of maps from good parts: from their median pixel and their 0.995 quantile (after
/// EfficientAD, Batzner et al. 2024, which uses 0.9 and 0.995; between these few parts leave too little room).
/// </summary>
internal sealed class MapScaleFitter(Student student, InputSpec input, double blurSigma)
{
    private const double LowShare = 0.5;
    private const double HighShare = 0.995;
    private const int MostPixels = 1 << 20;

    // Heads outline; the discrepancies' blur would undo that.
    private const double HeadBlurSigma = 2;

    // A head that is silent on good parts would otherwise have its rounding errors blown up.
    private const double LeastHeadRange = 1;

    private readonly string[] _kinds = [.. student.MapNames.Distinct()];

    /// <summary>Scales by kind; none for a student with one kind of map, whose sum needs no scale.</summary>
    /// <param name="chunks">Good parts, a few at a time; the fitter disposes of them.</param>
    /// <param name="parts">How many they are together.</param>
    public IReadOnlyList<MapScale> Fit(IEnumerable<TeacherFeatures> chunks, int parts)
    {
        if (_kinds.Length == 1)
        {
            return [];
        }

        var step = Math.Max(1, (int)((long)parts * input.Width * input.Height / MostPixels));
        var pixels = _kinds.ToDictionary(kind => kind, _ => new List<float>());
        foreach (var chunk in chunks)
        {
            using (chunk)
            {
                Collect(chunk, pixels, step);
            }
        }

        return [.. _kinds.Select(kind => Scale(kind, pixels[kind]))];
    }

    private static double SigmaOf(string kind, double blurSigma) => kind == MapNames.Head ? HeadBlurSigma : blurSigma;

    private void Collect(TeacherFeatures features, Dictionary<string, List<float>> pixels, int step)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        student.Training = false;
        int[] all = [.. Enumerable.Range(0, features.Count)];
        var maps = student.Discrepancies(features.Taps(all), features.Image(all));
        foreach (var kind in _kinds)
        {
            var own = maps.Where((_, k) => student.MapNames[k] == kind).ToArray();
            var weight = new MapWeight(1, SigmaOf(kind, blurSigma));
            var plan = new MapPlan([.. own.Select(_ => weight)], 0, null);
            using var composer = MapComposer.For(own, input.Height, input.Width, plan);
            var values = composer.Compose(own).contiguous().data<float>().ToArray();
            pixels[kind].AddRange(values.Where((_, i) => i % step == 0));
        }
    }

    private MapScale Scale(string kind, List<float> pixels)
    {
        pixels.Sort();
        var (low, high) = (At(pixels, LowShare), At(pixels, HighShare));
        var least = kind == MapNames.Head ? LeastHeadRange : 1e-6;
        return new MapScale(kind, low, Math.Max(high, low + least), SigmaOf(kind, blurSigma));
    }

    private static double At(List<float> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
