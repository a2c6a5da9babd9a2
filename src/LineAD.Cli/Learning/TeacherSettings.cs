using LineAD.Core.Configuration;

namespace LineAD.Cli.Learning;

/// <summary>Where models and teachers are, as the command line says it.</summary>
internal sealed record TeacherSettings
{
    public required string Models { get; init; }

    public required string Teachers { get; init; }

    /// <summary>Weight file of the teacher in use; null to look in <see cref="Teachers"/>.</summary>
    public string? TeacherFile { get; init; }

    public ModelOptions For(string teacher)
    {
        var options = new ModelOptions { Directory = Models, TeacherDirectory = Teachers };
        if (TeacherFile is not null)
        {
            options.Teachers[teacher] = TeacherFile;
        }

        return options;
    }
}
