using System.CommandLine;
using LineAD.Cli.Learning;

namespace LineAD.Cli.Commands;

/// <summary><c>linead evaluate</c>: all metrics of a bundle on the test parts of a folder.</summary>
internal static class EvaluateCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var bundle = new Argument<DirectoryInfo>("bundle")
        {
            Description = "Folder of a bundle, or of a view for its active version.",
        };
        var data = new Argument<DirectoryInfo>("data") { Description = "MVTec-style folder." };
        var json = new Option<FileInfo?>("--json") { Description = "Also write metrics and all scores as JSON." };
        var html = new Option<FileInfo?>("--html") { Description = "Also write a report as one HTML file." };
        var places = new TeacherOptionSet();
        var command = new Command("evaluate", "Metrics of a bundle on test parts. "
            + "Exit codes: 0 done, 2 bad data, 3 bad bundle or teacher.")
        {
            bundle, data, json, html,
        };
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() => Task.FromResult(EvaluateRun.Execute(
            p.GetRequiredValue(bundle).FullName,
            p.GetRequiredValue(data).FullName,
            new EvaluateOutputs(p.GetValue(json)?.FullName, p.GetValue(html)?.FullName),
            places.Read(p)))));
        return command;
    }
}
