using System.Diagnostics;
using LineAD.Core.Wire;
using LineAD.Simulation.Plc;

namespace LineAD.Cli.Demo;

/// <summary>Overlay pictures of a few rejects and a pass, made with <c>linead inspect</c>.</summary>
internal sealed class DemoPictures(DemoSettings settings, DemoData data, string executable)
{
    /// <summary>Writes them and prints their paths.</summary>
    public async Task WriteAsync(IReadOnlyList<GateRecord> records, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetFullPath(settings.Out), "pictures");
        Directory.CreateDirectory(folder);
        foreach (var name in Choose(records))
        {
            var picture = Path.Combine(folder, name.Replace(Path.DirectorySeparatorChar, '-') + ".overlay.png");
            if (await InspectAsync(Path.Combine(data.Folder, "test", name), picture, cancellationToken))
            {
                Console.WriteLine($"Picture: {picture}");
            }
        }
    }

    private IEnumerable<string> Choose(IReadOnlyList<GateRecord> records)
    {
        var decided = records.Where(r => r.ArrivedTimestamp != 0).DistinctBy(r => r.Sent!.Part.Name).ToArray();
        var rejects = decided.Where(r => r.Verdict == Verdict.Reject).Take(settings.Pictures - 1);
        var passes = decided.Where(r => r.Verdict == Verdict.Pass).Take(1);
        return rejects.Concat(passes).Select(r => r.Sent!.Part.Name);
    }

    private async Task<bool> InspectAsync(string image, string picture, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
            "inspect", image, "--model", Path.Combine(Path.GetFullPath(settings.Out), "models", data.Category, "main"), "--out", picture,
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var inspect = Process.Start(start)!;
        var output = inspect.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await inspect.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await inspect.WaitForExitAsync(cancellationToken);
        if (inspect.ExitCode != ExitCodes.Ok)
        {
            Console.WriteLine($"No picture of {image}: {error.Trim()}");
        }

        return inspect.ExitCode == ExitCodes.Ok;
    }
}
