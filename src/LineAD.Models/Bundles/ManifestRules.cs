using LineAD.Core.Identity;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Models.Teachers;

namespace LineAD.Models.Bundles;

/// <summary>What must hold in a manifest beyond its shape.</summary>
internal static class ManifestRules
{
    private const int MaxVersion = 99_999;
    private const int MaxSize = 4096;
    private const int SizeStep = 32;
    private const int HashDigits = 64;
    private static readonly string[] Precisions = ["auto", "fp32", "bf16", "fp16"];

    /// <summary>The first broken rule with its field and value, or null.</summary>
    internal static string? FirstBroken(BundleManifest m) =>
        Identity(m) ?? Networks(m) ?? Input(m.Input, m.Teacher.Id) ?? Map(m.Map) ?? Numbers(m) ?? References(m);

    private static string? Identity(BundleManifest m) =>
        Rule(m.Format == BundleManifest.CurrentFormat, "format", m.Format, "must be 1")
        ?? Rule(Names.IsCategory(m.Category), "category", m.Category, "must be 1 to 16 of [a-z0-9_-]")
        ?? Rule(Names.IsName(m.View), "view", m.View, "must be 1 to 32 of [a-z0-9_-]")
        ?? Rule(m.Version is >= 1 and <= MaxVersion, "version", m.Version, "must be 1 to 99999");

    private static string? Networks(BundleManifest m) =>
        Rule(Architecture.Ids.Contains(m.Architecture), "architecture", m.Architecture, OneOf(Architecture.Ids))
        ?? Rule(
            m.Without is null || m.Without == Architecture.AblationOf(m.Architecture),
            "without",
            m.Without ?? string.Empty,
            $"must be absent, or '{Architecture.AblationOf(m.Architecture)}'")
        ?? Rule(TeacherCatalog.Ids.Contains(m.Teacher.Id), "teacher.id", m.Teacher.Id, OneOf(TeacherCatalog.Ids))
        ?? Rule(IsHash(m.Teacher.Sha256), "teacher.sha256", m.Teacher.Sha256, "must be 64 hex digits")
        ?? Rule(Precisions.Contains(m.Precision), "precision", m.Precision, OneOf(Precisions));

    private static string? Input(BundleInput i, string teacher)
    {
        var expected = TeacherCatalog.Get(teacher).Preprocessing;
        return Rule(IsSize(i.Width), "input.width", i.Width, "must be 32 to 4096 and divisible by 32")
            ?? Rule(IsSize(i.Height), "input.height", i.Height, "must be 32 to 4096 and divisible by 32")
            ?? Rule(i.ColourOrder == "rgb", "input.colourOrder", i.ColourOrder, "must be rgb")
            ?? Rule(i.ResizeDown == "area", "input.resizeDown", i.ResizeDown, "must be area")
            ?? Rule(i.ResizeUp == "linear", "input.resizeUp", i.ResizeUp, "must be linear")
            ?? Equal("input.mean", i.Mean, expected.Mean, teacher)
            ?? Equal("input.deviation", i.Deviation, expected.Deviation, teacher);
    }

    private static string? Map(BundleMap m) =>
        Rule(!m.AlignCorners, "map.alignCorners", m.AlignCorners, "must be false")
        ?? Rule(m.BlurSigma is >= 0 and <= 64, "map.blurSigma", m.BlurSigma, "must be 0 to 64")
        ?? Rule(m.TopPixels is >= 1 and <= 1_000_000, "map.topPixels", m.TopPixels, "must be 1 to 1000000")
        ?? Rule(m.MinimumArea is >= 0 and <= 1_000_000, "map.minimumArea", m.MinimumArea, "must be 0 to 1000000")
        ?? Rule(m.Join is null or BundleMap.Mean or BundleMap.Largest, "map.join", m.Join!, "must be mean or largest")
        ?? (m.Scales ?? []).Select(Scale).FirstOrDefault(broken => broken is not null);

    private static string? Scale(MapScale? s) => s is null
        ? Rule(false, "map.scales", "null", "must have no null")
        : Rule(double.IsFinite(s.Low) && double.IsFinite(s.High), "map.scales", s.Name, "must have finite ends")
            ?? Rule(s.Low < s.High, "map.scales", s.Name, "must have its low end below its high end")
            ?? Rule(s.BlurSigma is >= 0 and <= 64, "map.scales", s.BlurSigma, "must have a blurSigma of 0 to 64");

    private static string? Numbers(BundleManifest m) =>
        Positive("calibration.imageThreshold", m.Calibration.ImageThreshold, double.MaxValue)
        ?? Positive("calibration.pixelThreshold", m.Calibration.PixelThreshold, double.MaxValue)
        ?? Positive("referenceTolerance", m.ReferenceTolerance, 0.5);

    private static string? References(BundleManifest m) =>
        Rule(m.References.Count is >= 1 and <= 1000, "references", m.References.Count, "must have 1 to 1000 images")
        ?? Rule(m.References.All(r => r is not null), "references", "null", "must have no null")
        ?? m.References.Select(r =>
                Rule(IsReferencePath(r.File), "references.file", r.File, "must be reference/NAME")
                ?? Rule(r.Kind is "good" or "bad", "references.kind", r.Kind, "must be good or bad")
                ?? Rule(double.IsFinite(r.Score), "references.score", r.Score, "must be finite"))
            .FirstOrDefault(broken => broken is not null);

    private static bool IsReferencePath(string path) =>
        path.StartsWith(BundleFiles.ReferenceFolder + "/", StringComparison.Ordinal)
        && !path.Contains("..", StringComparison.Ordinal)
        && path.Count(c => c == '/') == 1
        && !path.Contains('\\', StringComparison.Ordinal);

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);

    private static bool IsSize(int size) => size is >= SizeStep and <= MaxSize && size % SizeStep == 0;

    private static string? Positive(string field, double value, double most) =>
        Rule(value > 0 && value <= most, field, value, FormattableString.Invariant(
            $"must be above 0, at most {most:G4}"));

    private static string? Equal(string field, IReadOnlyList<float> a, IReadOnlyList<float> b, string teacher)
    {
        var same = a.Count == b.Count && a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-3f);
        return Rule(same, field, Text(a), $"teacher {teacher} needs {Text(b)}");
    }

    private static string Text(IReadOnlyList<float> values) => FormattableString.Invariant(
        $"[{string.Join(", ", values)}]");

    private static string OneOf(IReadOnlyList<string> ids) => $"must be one of {string.Join(", ", ids)}";

    private static string? Rule(bool holds, string field, object value, string remedy) =>
        holds ? null : FormattableString.Invariant($"'{field}' is {value}: {remedy}");
}
