using System.Text.Json;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Service.Configuration;

namespace LineAD.Cli.Doctor;

/// <summary>Looks at everything that LineAD needs and says what is missing and what to do.</summary>
internal sealed class DoctorRun(string? configFile, bool asJson, TextWriter output)
{
    /// <summary>0 when nothing needed is missing, else 1.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var checks = await CollectAsync(cancellationToken);
        var isWell = checks.All(c => c.Status != DoctorStatus.Missing);
        await output.WriteAsync(asJson ? ToJson(checks, isWell) : ToText(checks, isWell));
        return isWell ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private async Task<List<DoctorCheck>> CollectAsync(CancellationToken cancellationToken)
    {
        var checks = new List<DoctorCheck>();
        var options = configFile is null ? null : ReadConfiguration(configFile, checks);
        checks.AddRange(MachineProbe.Run(options?.DataDirectory ?? "."));
        checks.AddRange(LibraryProbe.Run());
        checks.Add(await GpuProbe.RunAsync(cancellationToken));
        checks.Add(BrokerProbe.Mosquitto());
        if (options?.Mqtt is { } mqtt)
        {
            checks.Add(await BrokerProbe.ReachAsync(mqtt, cancellationToken));
        }

        return checks;
    }

    private static LineAdOptions? ReadConfiguration(string path, List<DoctorCheck> checks)
    {
        try
        {
            var options = ConfigurationLoader.Load(
                path, ProcessEnvironment.Read(), [], ConfigurationFacts.ThisMachine);
            checks.Add(DoctorCheck.Ok("configuration", $"{path}: {options.Stations.Count} stations"));
            return options;
        }
        catch (LineAdConfigurationException e)
        {
            checks.AddRange(e.Errors.Select(
                error => DoctorCheck.Missing("configuration", $"{error.Path}: {error.Problem}", error.Remedy)));
            return null;
        }
    }

    private static string ToText(List<DoctorCheck> checks, bool isWell)
    {
        var width = checks.Max(c => c.Name.Length);
        var lines = checks.SelectMany(c => Lines(c, width));
        var missing = checks.Count(c => c.Status == DoctorStatus.Missing);
        var end = isWell ? "Nothing needed is missing." : $"Missing and needed: {missing}.";
        return string.Join(Environment.NewLine, [.. lines, end, ""]);
    }

    private static IEnumerable<string> Lines(DoctorCheck check, int width)
    {
        var mark = check.Status switch { DoctorStatus.Ok => "ok", DoctorStatus.Note => "note", _ => "MISSING" };
        yield return $"{mark,-8}{check.Name.PadRight(width)}  {check.Value}";
        if (check.Remedy is not null)
        {
            yield return $"{new string(' ', 8 + width)}  -> {check.Remedy}";
        }
    }

    private static string ToJson(List<DoctorCheck> checks, bool isWell)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteBoolean("ok", isWell);
            json.WriteStartArray("checks");
            foreach (var check in checks)
            {
                json.WriteStartObject();
                json.WriteString("name", check.Name);
                json.WriteString("status", JsonNamingPolicy.CamelCase.ConvertName(check.Status.ToString()));
                json.WriteString("value", check.Value);
                json.WriteString("remedy", check.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + Environment.NewLine;
    }
}
