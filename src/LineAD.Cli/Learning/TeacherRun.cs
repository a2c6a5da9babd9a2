using System.Globalization;
using LineAD.Core.Errors;
using LineAD.Models.Networks;
using LineAD.Models.Serving;
using LineAD.Models.Teachers;
using LineAD.Training.Runs;
using LineAD.Training.Teaching;

namespace LineAD.Cli.Learning;

/// <summary>What the teacher commands do.</summary>
internal static class TeacherRun
{
    public static int List(TeacherSettings settings)
    {
        foreach (var id in TeacherCatalog.Ids)
        {
            var taps = string.Join('/', TeacherCatalog.Get(id).Taps.Select(tap => tap.Channels));
            Console.WriteLine($"{id,-20} taps {taps,-14} {PathOrNone(id, settings)}");
        }

        return ExitCodes.Ok;
    }

    public static int Verify(string id, TeacherSettings settings)
    {
        var options = settings.For(id);
        using var network = TeacherLoader.Load(options, id, Devices.Select(options));
        Console.WriteLine($"{id}: usable, content hash {ContentHash.Of(network)}");
        return ExitCodes.Ok;
    }

    public static async Task<int> GetAsync(
        string id, string addresses, TeacherSettings settings, CancellationToken cancellationToken)
    {
        var sources = TeacherSources.Read(addresses);
        if (!sources.TryGetValue(id, out var source))
        {
            throw new ModelBundleException(
                $"'{addresses}' has no address of teacher '{id}'; use one of {string.Join(", ", sources.Keys)}");
        }

        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        var path = await new TeacherDownload(http, settings.Teachers)
            .GetAsync(id, source, new Progress<(long Done, long Total)>(Show), cancellationToken);
        Console.WriteLine($"{Environment.NewLine}{path}");
        return ExitCodes.Ok;
    }

    public static int Make(
        string sourceId,
        string? output,
        TeacherRecipe recipe,
        int threads,
        TeacherSettings settings,
        CancellationToken cancellationToken)
    {
        var options = settings.For(sourceId);
        options.Threads = threads;
        Devices.Select(options);
        using var source = TrainingTeacher.Load(sourceId, options);
        var maker = new TeacherMaker(recipe, source, TimeProvider.System)
        {
            Progress = progress => Console.Error.WriteLine(TrainRun.Line(progress)),
        };
        using var teacher = maker.Make(cancellationToken);
        var path = output ?? Path.Combine(settings.Teachers, $"{TeacherCatalog.BuiltinId}.safetensors");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TeacherFile.Write(teacher, path, recipe, sourceId);
        var megabytes = new FileInfo(path).Length / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {megabytes:0.0} MB"));
        return ExitCodes.Ok;
    }

    private static string PathOrNone(string id, TeacherSettings settings)
    {
        try
        {
            return TeacherFiles.Find(settings.For(id), id);
        }
        catch (ModelBundleException)
        {
            return $"no weights; linead teacher {(id == TeacherCatalog.BuiltinId ? "make" : $"get {id}")}";
        }
    }

    private static void Show((long Done, long Total) progress) => Console.Error.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"\r{progress.Done / 1e6:0.0} MB{(progress.Total > 0 ? $" of {progress.Total / 1e6:0.0}" : string.Empty)} "));
}
