using System.Text.Json;
using LineAD.Core.Errors;

namespace LineAD.Models.Teachers;

/// <summary>The file <c>config/teachers.json</c>: addresses by teacher id; change them for a mirror.</summary>
public static class TeacherSources
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads the file.</summary>
    /// <exception cref="ModelBundleException">Missing or not valid.</exception>
    public static IReadOnlyDictionary<string, TeacherSource> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, TeacherSource>>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelBundleException(
                $"teacher addresses '{path}' are not usable ({e.Message}); correct the file", e);
        }
    }
}
