using System.CommandLine;

namespace LineAD.Cli.Commands;

/// <summary>All commands of <c>linead</c>.</summary>
internal static class CommandLine
{
    /// <summary>
    /// The pattern of a command: one file in this folder with a static <c>Create()</c> that declares options and hands them as
    /// a settings record to a class elsewhere. Nothing of a vendor library is touched before the action runs, so that
    /// <c>--help</c> and <c>--version</c> are instant and work where a library is missing.
    /// </summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("LineAD decides pass or reject for every part of a production line before the gate.");
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(CommissionCommand.Create());
        root.Subcommands.Add(CalibrateCommand.Create());
        root.Subcommands.Add(BenchmarkCommand.Create());
        root.Subcommands.Add(InspectCommand.Create());
        root.Subcommands.Add(ModelsCommand.Create());
        root.Subcommands.Add(TeacherCommand.Create());
        root.Subcommands.Add(DoctorCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(SoakCommand.Create());
        return root;
    }
}
