using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Training.Learning;
using TorchSharp;

namespace LineAD.Training.Runs;

/// <summary>
/// Finds the scales of a student's kinds of maps from good parts: from a part's median pixel and its 0.995 quantile (after
/// EfficientAD, Batzner et al. 2024, which uses 0.9 and 0.995; between these few parts leave too little room), of both the
/// median over the parts: one odd part among few would else set the scales alone, and differently for every kind.
/// </summary>
internal sealed class MapScaleFitter(Student student, InputSpec input, double blurSigma)
{
    private const double LowShare = 0.5;
    private const double HighShare = 0.995;

    // Heads outline; the discrepancies' blur would undo that.
    private const double HeadBlurSigma = 2;

    // A head that is silent on good parts would otherwise have its rounding errors blown up.
    private const double LeastHeadRange = 1;

    private readonly string[] _kinds = [.. student.MapNames.Distinct()];

    /// <summary>Scales by kind; none for a student with one kind of map, whose sum needs no scale.</summary>
    /// <param name="chunks">Good parts, a few at a time; the fitter disposes of them.</param>
    public IReadOnlyList<MapScale> Fit(IEnumerable<TeacherFeatures> chunks)
    {
        if (_kinds.Length == 1)
        {
            return [];
        }

        var quantiles = _kinds.ToDictionary(kind => kind, _ => new List<(double Low, double High)>());
        foreach (var chunk in chunks)
        {
            using (chunk)
            {
                Collect(chunk, quantiles);
            }
        }

        return [.. _kinds.Select(kind => Scale(kind, quantiles[kind]))];
    }

    private static double SigmaOf(string kind, double blurSigma) => kind == MapNames.Head ? HeadBlurSigma : blurSigma;

    private void Collect(TeacherFeatures features, Dictionary<string, List<(double Low, double High)>> quantiles)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        student.Training = false;
        int[] all = [.. Enumerable.Range(0, features.Count)];
        var maps = student.Discrepancies(features.Taps(all), features.Image(all));
        foreach (var kind in _kinds)
        {
            var own = maps.Where((_, k) => student.MapNames[k] == kind).ToArray();
            var plan = MapPlan.Sum(own.Length, SigmaOf(kind, blurSigma));
            using var composer = MapComposer.For(own, input.Height, input.Width, plan);
            var values = composer.Compose(own).contiguous().data<float>().ToArray();
            quantiles[kind].AddRange(values.Chunk(input.Height * input.Width).Select(Quantiles));
        }
    }

    private MapScale Scale(string kind, List<(double Low, double High)> quantiles)
    {
        var low = Middle(quantiles.Select(part => part.Low));
        var least = kind == MapNames.Head ? LeastHeadRange : 1e-6;
        var high = Math.Max(Middle(quantiles.Select(part => part.High)), low + least);
        return new MapScale(kind, low, high, SigmaOf(kind, blurSigma));
    }

    private static (double Low, double High) Quantiles(float[] pixels)
    {
        Array.Sort(pixels);
        return (pixels[(int)(LowShare * pixels.Length)], pixels[(int)(HighShare * pixels.Length)]);
    }

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
