using System.CommandLine;
using LineAD.Cli.Learning;

namespace LineAD.Cli.Commands;

/// <summary><c>linead models verify | list</c>: the bundles on this machine.</summary>
internal static class ModelsCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create() => new("models", "The bundles on this machine.") { List(), Verify() };

    private static Command List()
    {
        var places = new TeacherOptionSet();
        var command = new Command("list", "All bundles with their active versions. Exit code 0.");
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() => Task.FromResult(ModelsRun.List(places.Read(p)))));
        return command;
    }

    private static Command Verify()
    {
        var bundle = new Argument<DirectoryInfo>("bundle")
        {
            Description = "Folder of a bundle, or of a view for its active version.",
        };
        var places = new TeacherOptionSet();
        var command = new Command("verify", "Checks hashes, manifest, teacher and reference scores. "
            + "Exit codes: 0 sound, 1 scores differ, 3 not usable.")
        {
            bundle,
        };
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() => Task.FromResult(
            ModelsRun.Verify(p.GetRequiredValue(bundle).FullName, places.Read(p)))));
        return command;
    }
}
