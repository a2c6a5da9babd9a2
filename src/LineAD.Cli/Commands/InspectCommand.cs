using System.CommandLine;
using LineAD.Cli.Learning;

namespace LineAD.Cli.Commands;

/// <summary><c>linead inspect</c>: what a model sees in one image.</summary>
internal static class InspectCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var image = new Argument<FileInfo>("image") { Description = "Image file." };
        var model = new Option<DirectoryInfo>("--model")
        {
            Description = "Folder of a bundle, or of a view for its active version.",
            Required = true,
        };
        var output = new Option<FileInfo?>("--out")
        {
            Description = "PNG to write; default: the image's name with .overlay.png, here.",
        };
        var places = new TeacherOptionSet();
        var command = new Command("inspect", "Frame, heatmap and mask as a PNG, the result as JSON. "
            + "Exit codes: 0 done, 1 bad image, 3 bad bundle or teacher.")
        {
            image, model, output,
        };
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() =>
        {
            var source = p.GetRequiredValue(image);
            var target = p.GetValue(output)?.FullName
                ?? Path.GetFullPath($"{Path.GetFileNameWithoutExtension(source.Name)}.overlay.png");
            var bundle = p.GetRequiredValue(model).FullName;
            return Task.FromResult(InspectRun.Execute(source.FullName, bundle, target, places.Read(p)));
        }));
        return command;
    }
}
