using System.CommandLine;
using LineAD.Cli.Demo;

namespace LineAD.Cli.Commands;

/// <summary><c>linead demo</c>: the main job on this machine.</summary>
internal static class DemoCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var defaults = new DemoSettings();
        var parts = new Option<int>("--parts") { Description = "Parts to run.", DefaultValueFactory = _ => defaults.Parts };
        var rate = new Option<double>("--rate") { Description = "Parts a second.", DefaultValueFactory = _ => defaults.Rate };
        var data = new Option<DirectoryInfo?>("--data") { Description = "One category of an MVTec-style data set; default: images beside the checkout, else drawn ones." };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for model, journal and pictures.", DefaultValueFactory = _ => new DirectoryInfo(defaults.Out) };
        var teacher = new Option<string>("--teacher") { Description = "Teacher of the model.", DefaultValueFactory = _ => defaults.Teacher };
        var teacherFile = new Option<FileInfo?>("--teacher-file") { Description = "Weights of the teacher, .safetensors or .pth." };
        var deadline = new Option<int>("--deadline-ms") { Description = "Deadline of each part.", DefaultValueFactory = _ => defaults.DeadlineMs };
        var seed = new Option<int>("--seed") { Description = "Seed of the order of the parts.", DefaultValueFactory = _ => defaults.Seed };
        var report = new Option<FileInfo?>("--report") { Description = "Write a JSON report." };
        var retrain = new Option<bool>("--retrain") { Description = "Train anew although a model is there." };
        var transport = new Option<string>("--transport") { Description = "mqtt or kafka.", DefaultValueFactory = _ => defaults.Transport };
        var bootstrap = new Option<string?>("--bootstrap") { Description = "With kafka: brokers, host:port; default: a test broker beside the checkout, else librdkafka's mock cluster." };
        var exactlyOnce = new Option<bool>("--exactly-once") { Description = "With kafka: decisions and offsets in transactions." };
        transport.AcceptOnlyFromAmong("mqtt", "kafka");
        var command = new Command("demo", "Run the main job here: broker, trained model, service, simulated line with known truth, gate.")
        {
            parts, rate, data, folder, teacher, teacherFile, deadline, seed, report, retrain, transport, bootstrap,
            exactlyOnce,
        };
        parts.Validators.Add(r => Positive(r.GetValueOrDefault<int>(), "--parts", r));
        rate.Validators.Add(r => Positive(r.GetValueOrDefault<double>(), "--rate", r));
        deadline.Validators.Add(r => Positive(r.GetValueOrDefault<int>(), "--deadline-ms", r));
        command.SetAction((p, ct) => Guarded.RunAsync(() => new DemoRun(new DemoSettings
        {
            Parts = p.GetValue(parts),
            Rate = p.GetValue(rate),
            Data = p.GetValue(data)?.FullName,
            Out = p.GetValue(folder)!.FullName,
            Teacher = p.GetValue(teacher)!,
            TeacherFile = p.GetValue(teacherFile)?.FullName,
            DeadlineMs = p.GetValue(deadline),
            Seed = p.GetValue(seed),
            Report = p.GetValue(report)?.FullName,
            Retrain = p.GetValue(retrain),
            Transport = p.GetValue(transport)!,
            Bootstrap = p.GetValue(bootstrap),
            ExactlyOnce = p.GetValue(exactlyOnce),
        }).RunAsync(ct)));
        return command;
    }

    private static void Positive(double value, string option, System.CommandLine.Parsing.OptionResult result)
    {
        if (value <= 0)
        {
            result.AddError($"{option} {value}: give a number above 0.");
        }
    }
}
