using System.CommandLine;

namespace LineAD.Cli.Learning;

/// <summary>The options that every command about models has.</summary>
internal sealed class TeacherOptionSet
{
    private readonly Option<DirectoryInfo> _models = new("--models")
    {
        Description = "Folder of bundles.",
        DefaultValueFactory = _ => new DirectoryInfo("models"),
    };

    private readonly Option<DirectoryInfo> _teachers = new("--teachers")
    {
        Description = "Folder of teacher weight files.",
        DefaultValueFactory = _ => new DirectoryInfo("teachers"),
    };

    private readonly Option<FileInfo?> _file = new("--teacher-file")
    {
        Description = "Weight file of the teacher (.safetensors or .pth), where it is not in the folder.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_models);
        command.Options.Add(_teachers);
        command.Options.Add(_file);
    }

    public TeacherSettings Read(ParseResult result) => new()
    {
        Models = result.GetRequiredValue(_models).FullName,
        Teachers = result.GetRequiredValue(_teachers).FullName,
        TeacherFile = result.GetValue(_file)?.FullName,
    };
}
