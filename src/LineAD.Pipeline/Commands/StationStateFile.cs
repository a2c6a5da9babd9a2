using System.Text.Json;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Pipeline.Stations;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Commands;

/// <summary>
/// Mode and category of the stations as last commanded, in a small JSON file of the data folder, replaced atomically.
/// What cannot be read is reported, and the configuration's values hold.
/// </summary>
internal sealed class StationStateFile(string? directory, ILogger logger)
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };
    private readonly Lock _gate = new();
    private readonly string? _path = directory is null ? null : Path.Combine(directory, "stations.json");

    public void Load(StationSet stations)
    {
        if (_path is null || !File.Exists(_path))
        {
            return;
        }

        try
        {
            var saved = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(
                File.ReadAllBytes(_path));
            foreach (var station in stations.All)
            {
                if (saved?.GetValueOrDefault(station.Key.ToString()) is { } values)
                {
                    Apply(station, values);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            PipelineLog.StationFileUnusable(logger, _path, e.Message);
        }
    }

    /// <summary>Writes all stations' state. False with the problem when it could not be made durable.</summary>
    public bool TrySave(StationSet stations, out string? problem)
    {
        problem = null;
        if (_path is null)
        {
            return true;
        }

        try
        {
            lock (_gate)
            {
                Write(_path, stations);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"The state could not be written to {_path}: {e.Message}";
            return false;
        }
    }

    private static void Write(string path, StationSet stations)
    {
        var values = new Dictionary<string, Dictionary<string, string>>();
        foreach (var station in stations.All)
        {
            values[station.Key.ToString()] = new Dictionary<string, string>
            {
                ["mode"] = station.Mode.ToWire(),
                ["category"] = station.Category,
            };
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".new";
        using (var file = File.Create(temporary))
        {
            JsonSerializer.Serialize(file, values, Format);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static void Apply(StationRuntime station, Dictionary<string, string> values)
    {
        if (WireNames.TryParseMode(values.GetValueOrDefault("mode"), out var mode))
        {
            station.Mode = mode;
        }

        if (values.GetValueOrDefault("category") is { } category && Names.IsCategory(category))
        {
            station.Category = category;
        }
    }
}
