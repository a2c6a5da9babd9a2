using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Models.Teachers;

/// <summary>Finds the weight file of a teacher.</summary>
public static class TeacherFiles
{
    private const string BuiltinFolder = "teachers";

    /// <summary>
    /// The file that the configuration names; else the one in the teacher folder (<c>ID.safetensors</c>, <c>ID.pth</c>,
    /// <c>ID-*.pth</c>); else, for <c>builtin</c>, the one beside the program.
    /// </summary>
    /// <exception cref="ModelBundleException">There is none; says where to put it.</exception>
    public static string Find(ModelOptions options, string id)
    {
        if (options.Teachers.TryGetValue(id, out var configured))
        {
            return File.Exists(configured)
                ? configured
                : throw new ModelBundleException($"models.teachers.{id} names '{configured}', which does not exist");
        }

        return Candidates(options, id).FirstOrDefault(File.Exists) ?? throw Missing(options, id);
    }

    private static IEnumerable<string> Candidates(ModelOptions options, string id)
    {
        var folder = options.TeacherDirectory;
        yield return Path.Combine(folder, $"{id}.safetensors");
        yield return Path.Combine(folder, $"{id}.pth");
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, $"{id}-*.pth").Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }

        yield return Path.Combine(AppContext.BaseDirectory, BuiltinFolder, $"{id}.safetensors");
    }

    private static ModelBundleException Missing(ModelOptions options, string id)
    {
        var folder = Path.GetFullPath(options.TeacherDirectory);
        var how = id == TeacherCatalog.BuiltinId
            ? "make it with 'linead teacher make'"
            : $"run 'linead teacher get {id}', or copy {id}.safetensors or torchvision's {id}-*.pth there";
        return new ModelBundleException(
            $"no weights of teacher '{id}' in '{folder}'; {how}, or set models.teachers.{id}");
    }
}
