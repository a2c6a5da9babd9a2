using LineAD.Imaging;

namespace LineAD.Training.Data;

/// <summary>Walks a category's folder and notes everything wrong with it.</summary>
internal sealed class CategoryReader(string path)
{
    private const string Good = "good";

    private static readonly HashSet<string> Extensions =
        new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff" };

    private readonly List<DatasetProblem> _problems = [];

    /// <summary>Whether a file counts, by its name.</summary>
    public static bool IsImage(string file) => Extensions.Contains(Path.GetExtension(file));

    public IReadOnlyList<DatasetProblem> Problems => _problems;

    public CategoryDataset Read(bool needsTest)
    {
        var good = Images(Path.Combine(path, "train", Good)).Select(file => new GoodPart(file)).ToList();
        if (good.Count == 0)
        {
            Add(
                Path.Combine(path, "train", Good),
                "holds no images.",
                "Put images of good parts there (JPEG, PNG, BMP, TIFF).");
        }

        var test = Folders(Path.Combine(path, "test")).SelectMany(TestParts).ToList();
        if (needsTest && test.Count == 0)
        {
            Add(Path.Combine(path, "test"), "holds no images.", "Put test/good and test/DEFECT folders there.");
        }

        return new CategoryDataset(path, good, test);
    }

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];

    private IEnumerable<TestPart> TestParts(string folder)
    {
        var defect = Path.GetFileName(folder);
        var files = Images(folder);
        var masks = defect == Good || files.Count == 0 ? null : MasksOf(defect);
        foreach (var file in files)
        {
            yield return new TestPart(file, defect == Good ? null : defect, masks is null ? null : MaskOf(file, masks));
        }
    }

    private Dictionary<string, string>? MasksOf(string defect)
    {
        var folder = Path.Combine(path, "ground_truth", defect);
        if (!Directory.Exists(Path.Combine(path, "ground_truth")))
        {
            return null;
        }

        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).DistinctBy(Key).ToDictionary(Key)
            : [];
    }

    private static string Key(string file) => Path.GetFileNameWithoutExtension(file);

    private string? MaskOf(string file, Dictionary<string, string> masks)
    {
        if (masks.TryGetValue($"{Key(file)}_mask", out var mask) || masks.TryGetValue(Key(file), out mask))
        {
            Try(mask, () => CheckMask(mask));
            return mask;
        }

        Add(
            file,
            $"has no mask '{Key(file)}_mask.png' in ground_truth.",
            "Add it, or remove ground_truth to do without pixel metrics.");
        return null;
    }

    private void CheckMask(string mask)
    {
        if (!Array.Exists(ImageFiles.LoadMask(mask).Pixels, value => value >= 128))
        {
            Add(mask, "marks no pixel.", "Outline the defect with 255, or move the image to test/good.");
        }
    }

    private List<string> Images(string folder)
    {
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder)
                .Where(IsImage).Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return [.. files.Where(file => Try(file, () => ImageFiles.LoadRgb(file)))];
    }

    private bool Try(string file, Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (Exception exception)
            when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Add(file, exception.Message, "Repair or remove it.");
            return false;
        }
    }

    private void Add(string file, string problem, string remedy) =>
        _problems.Add(new DatasetProblem(file, problem, remedy));
}
