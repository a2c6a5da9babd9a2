namespace LineAD.Training.Data;

/// <summary>
/// A category in the folder layout of MVTec AD: <c>train/good</c>, <c>test/good</c>, <c>test/DEFECT</c> and
/// <c>ground_truth/DEFECT/NAME_mask.png</c>. Images may differ in size.
/// </summary>
public sealed class CategoryDataset
{
    internal CategoryDataset(string path, IReadOnlyList<GoodPart> good, IReadOnlyList<TestPart> test) =>
        (Path, Good, Test) = (path, good, test);

    /// <summary>The category's folder.</summary>
    public string Path { get; }

    /// <summary>Folder name, the category by default.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>Good parts to learn from, sorted by name.</summary>
    public IReadOnlyList<GoodPart> Good { get; }

    /// <summary>Parts with known truth, sorted by defect and name; empty without a <c>test</c> folder.</summary>
    public IReadOnlyList<TestPart> Test { get; }

    /// <summary>Whether a file of a data set's folder counts as an image; others are ignored.</summary>
    public static bool IsImage(string file) => CategoryReader.IsImage(file);

    /// <summary>Reads the folder and checks every file in it.</summary>
    /// <param name="path">The category's folder.</param>
    /// <param name="needsTest">True when an empty <c>test</c> is a problem (evaluation).</param>
    /// <exception cref="DatasetException">Lists all problems at once.</exception>
    public static CategoryDataset Load(string path, bool needsTest = false)
    {
        var reader = new CategoryReader(path);
        var dataset = reader.Read(needsTest);
        return reader.Problems.Count == 0 ? dataset : throw new DatasetException(reader.Problems);
    }
}
