using System.CommandLine;
using LineAD.Cli.Learning;

namespace LineAD.Cli.Commands;

/// <summary><c>linead benchmark</c>: how good the architectures are, on a grid of categories and seeds.</summary>
internal static class BenchmarkCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var plan = new Option<FileInfo>("--plan")
        {
            Description = "Which runs make up the grid.",
            DefaultValueFactory = _ => new FileInfo("config/benchmark.json"),
        };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder with one MVTec-style folder a category.",
            DefaultValueFactory = _ => new DirectoryInfo("../shared/data"),
        };
        var output = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder of results and of the page made from them.",
            DefaultValueFactory = _ => new DirectoryInfo("tests/LineAD.Benchmarks/quality"),
        };
        var work = new Option<DirectoryInfo>("--work")
        {
            Description = "Folder of checkpoints.",
            DefaultValueFactory = _ => new DirectoryInfo("artifacts/benchmark"),
        };
        var only = new Option<string>("--only")
        {
            Description = "Only runs whose id begins so, for instance hazelnut/ or cookie/rd/1.",
            DefaultValueFactory = _ => string.Empty,
        };
        var again = new Option<bool>("--again") { Description = "Also run what has a result already." };
        var table = new Option<bool>("--table") { Description = "Run nothing, only make the page." };
        var costs = new Option<bool>("--costs") { Description = "Train nothing, only measure the inference of what was run; wants a quiet machine." };
        var inProcess = new Option<bool>("--in-process") { Description = "Run in this process instead of one process a run, and make no page." };
        var places = new TeacherOptionSet();
        var command = new Command("benchmark", "Train and evaluate a grid of architectures, categories and seeds; goes on where it stopped. "
            + "Exit codes: 0 done, 1 a run failed, 2 bad plan or data, 3 bad teacher.")
        {
            plan, data, output, work, only, again, table, costs, inProcess,
        };
        places.AddTo(command);
        command.SetAction((p, ct) => Guarded.RunAsync(() => new BenchmarkGrid(new BenchmarkSettings
        {
            Plan = p.GetRequiredValue(plan).FullName,
            Data = p.GetRequiredValue(data).FullName,
            Out = p.GetRequiredValue(output).FullName,
            Work = p.GetRequiredValue(work).FullName,
            Only = p.GetRequiredValue(only),
            Again = p.GetValue(again),
            TableOnly = p.GetValue(table),
            CostsOnly = p.GetValue(costs),
            InProcess = p.GetValue(inProcess),
            Teachers = places.Read(p),
        }).RunAsync(ct)));
        return command;
    }
}
