using System.Collections.Concurrent;
using System.Net;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Processes;
using LineAD.Testing;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Tests.Serve;

public sealed class ServeProcessTests : IDisposable
{
    private static readonly StationKey Station = new("line1", "st1");
    private static readonly Topics Topics = new("linead");
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-serve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Serve_BadConfiguration_PrintsEveryErrorAndEndsWithCode2()
    {
        var path = Path.Combine(_folder, "bad.json");
        await File.WriteAllTextAsync(path, """{ "rot": 1, "mqtt": { "port": "x" }, "stations": [], "http": { "url": "?" } }""");

        var (code, output, error) = await LineadProcess.RunAsync("serve", "--config", path);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)])
            .ShouldBe(["$.rot", "$.mqtt.port", "$.stations", "$.http.url"]);
    }

    [Fact]
    public async Task Serve_Check_StartsNothing()
    {
        var (code, output, _) = await LineadProcess.RunAsync(
            "serve", "--check", "--config", RepositoryRoot.Combine("config", "linead.json"));

        (code, output.Trim()[^15..]).ShouldBe((0, "ok, 1 stations."));
    }

    [Fact]
    public async Task Serve_RequiredBrokerAway_EndsWithCode4()
    {
        var options = Options(FreePort.Next());
        options.Mqtt!.RequireAtStart = true;

        var (code, _, error) = await LineadProcess.RunAsync(
            "serve", "--config", ServiceConfiguration.Write(options, _folder));

        code.ShouldBe(4, error);
        error.ShouldContain("mqtt.requireAtStart");
    }

    [Fact]
    public async Task Serve_ActiveModelMissing_EndsWithCode3AndNamesIt()
    {
        var view = Path.Combine(_folder, "models", "nut", "main");
        Directory.CreateDirectory(Path.Combine(view, "2"));
        await File.WriteAllTextAsync(Path.Combine(view, "active"), "2\n");

        var (code, _, error) = await LineadProcess.RunAsync(
            "serve", "--config", ServiceConfiguration.Write(Options(FreePort.Next()), _folder));

        code.ShouldBe(3, error);
        error.ShouldContain(Path.Combine("nut", "main", "2"));
    }

    [MosquittoFact]
    public async Task Serve_SigtermWithAPartOpen_DecidesItAndEndsWithCode0()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var config = ServiceConfiguration.Write(Options(broker.Port), _folder);
        await using var service = await ServiceProcess.StartAsync(
            LineadProcess.Executable, config, TimeSpan.FromSeconds(60), CancellationToken.None);
        await using var plc = await MqttPeer.ConnectAsync(
            new MqttOptions { Port = broker.Port }, "plc", CancellationToken.None);
        var decisions = new ConcurrentQueue<ParsedDecision?>();
        await plc.SubscribeAsync(Topics.Decision(Station, false), m => decisions.Enqueue(Parse(m)), CancellationToken.None);
        await plc.PublishAsync(
            Topics.Trigger(Station),
            new TriggerMessage { Seq = 7, Part = "p7", DeadlineMs = 1500 }.Write(),
            CancellationToken.None);
        await UntilPartsOpenedAsync(service);

        var code = await service.StopAsync(TimeSpan.FromSeconds(30));

        code.ShouldBe(0, string.Join('\n', service.Output));
        Eventually.True(() => !decisions.IsEmpty);
        var decision = decisions.ShouldHaveSingleItem().ShouldNotBeNull();
        (decision.Part, decision.Seq, decision.Verdict).ShouldBe(("p7", 7u, Verdict.Reject));
        decision.Basis.ShouldNotBe(Basis.Model);
    }

    private static ParsedDecision? Parse(PeerMessage message)
    {
        DecisionJson.TryParse(message.Payload, out var decision);
        return decision;
    }

    private static async Task UntilPartsOpenedAsync(ServiceProcess service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await LedgerReport.ReadAsync(service.Http, limit.Token)).PartsOpened == 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private LineAdOptions Options(int brokerPort) => new()
    {
        DataDirectory = Path.Combine(_folder, "data"),
        Mqtt = new MqttOptions { Port = brokerPort },
        Models = new ModelOptions { Directory = Path.Combine(_folder, "models"), Device = "cpu" },
        Http = new HttpOptions { Url = $"http://{IPAddress.Loopback}:0" },
        Pipeline = new PipelineOptions { PolicyLeadMs = 200 },
        Stations =
        [
            new StationOptions
            {
                Line = Station.Line,
                Station = Station.Station,
                StationId = 1,
                Category = "nut",
                Cameras = [new CameraOptions { Name = "cam1" }],
            },
        ],
    };
}
