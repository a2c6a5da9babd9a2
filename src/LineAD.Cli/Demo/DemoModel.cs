using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LineAD.Cli.Demo;

/// <summary>The demo's model: trained once for a folder of images, used again while images and settings stay the same.</summary>
internal sealed class DemoModel(DemoSettings settings, DemoData data)
{
    /// <summary>Folder of bundles.</summary>
    public string Models { get; } = Path.Combine(Path.GetFullPath(settings.Out), "models");

    private string Stamp => Path.Combine(Models, $"{data.Category}.source");

    /// <summary>Trains when needed, with <c>linead train</c> in a process of its own; exit code of that.</summary>
    public async Task<int> EnsureAsync(string executable, CancellationToken cancellationToken)
    {
        var source = Fingerprint();
        if (!settings.Retrain && File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp, cancellationToken) == source)
        {
            Console.WriteLine($"Model of category {data.Category} is there already (--retrain makes it anew).");
            return ExitCodes.Ok;
        }

        Console.WriteLine($"Training a model of category {data.Category} on good parts only ({data.Origin}).");
        var start = new ProcessStartInfo(executable);
        foreach (var argument in new[]
        {
            "train", data.Folder, "--category", data.Category, "--teacher", settings.Teacher, "--models", Models,
            "--no-test", "--steps", data.Steps.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        if (settings.TeacherFile is { } file)
        {
            start.ArgumentList.Add("--teacher-file");
            start.ArgumentList.Add(file);
        }

        using var train = Process.Start(start)!;
        await using var stop = cancellationToken.Register(() => train.Kill());
        await train.WaitForExitAsync(cancellationToken);
        if (train.ExitCode == ExitCodes.Ok)
        {
            await File.WriteAllTextAsync(Stamp, source, cancellationToken);
        }

        return train.ExitCode;
    }

    // Names, sizes and times are enough to notice that somebody changed the images; contents would be read for nothing.
    private string Fingerprint()
    {
        var text = new StringBuilder(settings.Teacher).Append('\n');
        foreach (var file in new DirectoryInfo(Path.Combine(data.Folder, "train")).EnumerateFiles("*", SearchOption.AllDirectories)
            .OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}\n");
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
