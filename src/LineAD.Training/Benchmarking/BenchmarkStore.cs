using System.Text.Json;
using LineAD.Core.Errors;

namespace LineAD.Training.Benchmarking;

/// <summary>The folder of results, one file a run.</summary>
/// <param name="folder">The folder; made when something is written.</param>
public sealed class BenchmarkStore(string folder)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
    };

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The result of a case; null when it was not run, or with other settings.</summary>
    public BenchmarkResult? Find(BenchmarkCase run)
    {
        var path = Path.Combine(folder, run.FileName);
        return File.Exists(path) && Read(path) is var result && result.Case == run ? result : null;
    }

    /// <summary>Writes a result, atomically.</summary>
    public void Write(BenchmarkResult result)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, result.Case.FileName);
        var temporary = $"{path}.part";
        File.WriteAllText(temporary, JsonSerializer.Serialize(result, Json) + "\n");
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Removes the result of a case, if there is one.</summary>
    public void Remove(BenchmarkCase run) => File.Delete(Path.Combine(folder, run.FileName));

    private static BenchmarkResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BenchmarkResult>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new LineAdConfigurationException(
                [new ConfigurationError(path, $"is no benchmark result ({e.Message}).", "Delete it, or restore it.")]);
        }
    }
}
