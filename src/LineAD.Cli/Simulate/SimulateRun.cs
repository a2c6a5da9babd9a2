using System.Text.Json;
using LineAD.Cli.Demo;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Simulation.Line;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Mqtt.Client;
using Spectre.Console;

namespace LineAD.Cli.Simulate;

/// <summary>Cameras and PLC against a service that runs elsewhere.</summary>
internal sealed class SimulateRun(SimulateSettings settings)
{
    private const int FetchWaitMs = 100;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);
    private static readonly JsonSerializerOptions Json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Runs; exit code 1 when a part got no decision or decisions contradicted each other.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        CheckNames();
        var time = TimeProvider.System;
        using var plc = new PlcSimulator(settings.Station, time, settings.Root);
        if (settings.Bootstrap is { } servers)
        {
            using var kafka = new KafkaPeer(servers, FetchWaitMs);
            plc.AttachNew(kafka, settings.Simulated, ConnectLimit);
            return await RunAsync(plc, new KafkaCameraLink(kafka, settings.Root), time, cancellationToken);
        }

        var broker = new MqttOptions { Host = settings.Host, Port = settings.Port };
        await using var plcPeer = await MqttPeer.ConnectAsync(broker, "linead-sim-plc", cancellationToken);
        await using var cameras = await MqttPeer.ConnectAsync(broker, "linead-sim-cameras", cancellationToken);
        await plc.AttachAsync(plcPeer, cancellationToken, settings.Simulated);
        return await RunAsync(plc, new MqttCameraLink(cameras, settings.Root), time, cancellationToken);
    }

    private async Task<int> RunAsync(PlcSimulator plc, ICameraLink cameras, TimeProvider time, CancellationToken cancellationToken)
    {
        var deck = new PartDeck(FolderParts.ReadTest(settings.Data), settings.Seed);
        var line = new LineSimulator(Options(), cameras, deck, time);
        line.Sending += plc.Arm;
        await new DemoTable(AnsiConsole.Console, plc, line, settings.Parts, time).ShowAsync(line.RunAsync(plc, cancellationToken));
        await SettleAsync(plc, time, cancellationToken);
        var gate = GateSummary.Of(plc.Records, time);
        var text = JsonSerializer.Serialize(gate, Json);
        Console.WriteLine(text);
        if (settings.Report is not null)
        {
            await File.WriteAllTextAsync(settings.Report, text, cancellationToken);
        }

        return gate.Silent == 0 && gate.Contradicted == 0 && line.Unacknowledged == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private async Task SettleAsync(PlcSimulator plc, TimeProvider time, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromMilliseconds((settings.DeadlineMs ?? 10_000) + 1000);
        var start = time.GetTimestamp();
        while (plc.Undecided > 0 && time.GetElapsedTime(start) < limit)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        }
    }

    private void CheckNames()
    {
        foreach (var server in (settings.Bootstrap?.Split(',') ?? []).Where(s => !KafkaOptions.IsServer(s)))
        {
            throw new ArgumentException($"--bootstrap {server}: write one or more host:port, separated by commas.");
        }

        foreach (var (option, name) in new[] { ("--line", settings.Station.Line), ("--station", settings.Station.Station) }
            .Concat(settings.Cameras.Select(c => ("--camera", c))))
        {
            if (!Names.IsName(name))
            {
                throw new ArgumentException($"{option} {name}: use 1 to 32 of a-z, 0-9, _ and -, but not cmd, dlq or unknown.");
            }
        }
    }

    private LineOptions Options() => new()
    {
        Root = settings.Root,
        Station = settings.Station,
        Cameras = settings.Cameras,
        Parts = settings.Parts,
        PartsPerSecond = settings.Rate,
        Jitter = settings.Jitter,
        Seed = settings.Seed,
        DeadlineMs = settings.DeadlineMs,
        FirstSeq = settings.FirstSeq,
        Simulated = settings.Simulated,
    };
}
