using System.Net;
using System.Net.Sockets;
using LineAD.Cli.Commission;
using LineAD.Cli.Learning;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Training.Learning;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Tests.Commission;

public sealed class FrameCaptureTests : IDisposable
{
    private static readonly StationKey Station = new("line1", "press");
    private static readonly CaptureScope Scope = new(Station, ["cam0"], 1 << 20, []);
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-listen-").FullName;

    [MosquittoFact]
    public async Task RunAsync_FramesOfTheStation_AreKeptUntilThereAreEnough()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var frames = new CapturedFrames(_folder);
        var listening = new TaskCompletionSource();
        var lines = new List<string>();
        var capture = new FrameCapture(Settings(broker.Port, parts: 3), Scope, TimeProvider.System).RunAsync(
            frames,
            line =>
            {
                lines.Add(line);
                listening.TrySetResult();
            },
            limit.Token);
        await listening.Task.WaitAsync(limit.Token);

        await PublishAsync(broker.Port, limit.Token);
        await capture.WaitAsync(limit.Token);

        frames.Count.ShouldBe(3);
        frames.Refused.ShouldBe(1);
        lines.ShouldContain(line => line.Contains("Run good parts only"));
        lines.ShouldNotContain(line => line.Contains("cam9"));
    }

    [MosquittoFact]
    public async Task RunAsync_NoFrame_SaysWhereItListenedAndHowToGoOn()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var settings = Settings(broker.Port, parts: 3) with { Patience = TimeSpan.FromMilliseconds(200) };
        var capture = new FrameCapture(settings, Scope, TimeProvider.System);

        var error = await Should.ThrowAsync<TransportException>(
            capture.RunAsync(new CapturedFrames(_folder), _ => { }, CancellationToken.None));

        error.Message.ShouldContain("linead/line1/press/frame/#");
        error.Message.ShouldContain("start again to go on");
    }

    [MosquittoFact]
    public async Task RunAsync_StationMode_StationIsInCommissionMeanwhileAndBackAfterwards()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", limit.Token);
        var requests = await ServedStation.StartAsync(service, Station, "bypass", limit.Token);
        var listening = new TaskCompletionSource();
        var capture = new FrameCapture(Settings(broker.Port, parts: 3) with { SwitchMode = true }, Scope, TimeProvider.System).RunAsync(
            new CapturedFrames(_folder), line => (line.StartsWith("Listening") ? listening : new()).TrySetResult(), limit.Token);
        await listening.Task.WaitAsync(limit.Token);

        requests.ShouldBe(["commission"]);
        await PublishAsync(broker.Port, limit.Token);
        await capture.WaitAsync(limit.Token);

        requests.ShouldBe(["commission", "bypass"]);
    }

    [MosquittoFact]
    public async Task RunAsync_StationModeAndNoFrameComes_StationIsPutBackNevertheless()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        var requests = await ServedStation.StartAsync(service, Station, "run", CancellationToken.None);
        var settings = Settings(broker.Port, parts: 3) with { SwitchMode = true, Patience = TimeSpan.FromMilliseconds(200) };

        await Should.ThrowAsync<TransportException>(
            new FrameCapture(settings, Scope, TimeProvider.System).RunAsync(new CapturedFrames(_folder), _ => { }, CancellationToken.None));

        requests.Last().ShouldBe("run");
    }

    [MosquittoFact]
    public async Task RunAsync_CancelledBeforeTheServiceAnswersTheChange_StationIsPutBack()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        using var engineer = new CancellationTokenSource();
        var requests = await ServedStation.StartAsync(service, Station, "run", CancellationToken.None, onFirst: engineer.Cancel);
        var settings = Settings(broker.Port, parts: 3) with { SwitchMode = true };

        await Should.ThrowAsync<OperationCanceledException>(
            new FrameCapture(settings, Scope, TimeProvider.System).RunAsync(new CapturedFrames(_folder), _ => { }, engineer.Token));

        requests.ShouldBe(["commission", "run"]);
    }

    [MosquittoFact]
    public async Task LeaveAsync_BrokerWasAwayMeanwhile_ConnectsAnewAndPutsTheStationBack()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var mode = new StationModeSwitch(Broker(broker.Port), "linead", Station, TimeProvider.System);
        await using (var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None))
        {
            await ServedStation.StartAsync(service, Station, "run", CancellationToken.None);
            await mode.EnterAsync(CancellationToken.None);
        }

        broker.Kill();
        var leaving = mode.LeaveAsync(CancellationToken.None);
        await broker.RestartAsync();
        await using var again = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        var requests = await ServedStation.StartAsync(again, Station, "commission", CancellationToken.None);
        await leaving.WaitAsync(TimeSpan.FromSeconds(20));

        requests.ShouldBe(["run"]);
    }

    [MosquittoFact]
    public async Task LeaveAsync_ServiceStaysAway_SaysInWhichModeTheStationIsAndHowToPutItBackByHand()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        var mode = new StationModeSwitch(Broker(broker.Port), "linead", Station, TimeProvider.System)
        {
            AnswerPatience = TimeSpan.FromSeconds(2),
            ReturnPatience = TimeSpan.Zero,
        };
        await using (var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None))
        {
            await ServedStation.StartAsync(service, Station, "run", CancellationToken.None);
            await mode.EnterAsync(CancellationToken.None);
        }

        var error = await Should.ThrowAsync<TransportException>(mode.LeaveAsync(CancellationToken.None));

        error.Message.ShouldContain("line1/press may still be in mode commission");
        error.Message.ShouldContain("{\"station\":\"press\",\"mode\":\"run\"} to linead/line1/cmd/station/mode");
    }

    [MosquittoFact]
    public async Task RunAsync_ServiceRefusesTheMode_SaysItsReasonAndCapturesNothing()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        await ServedStation.StartAsync(service, Station, "run", CancellationToken.None, refusal: "the disk is full");
        var settings = Settings(broker.Port, parts: 3) with { SwitchMode = true };

        var error = await Should.ThrowAsync<TransportException>(
            new FrameCapture(settings, Scope, TimeProvider.System).RunAsync(new CapturedFrames(_folder), _ => { }, CancellationToken.None));

        error.Message.ShouldContain("the disk is full");
    }

    [MosquittoFact]
    public async Task RunAsync_BrokerWantsCredentials_SaysThatItRefusedAndWhatToLookAt()
    {
        await using var broker = await MosquittoBroker.StartAsync(new MosquittoOptions { AllowAnonymous = false });

        var error = await Should.ThrowAsync<TransportException>(new FrameCapture(Settings(broker.Port, parts: 3), Scope, TimeProvider.System)
            .RunAsync(new CapturedFrames(_folder), _ => { }, CancellationToken.None));

        error.Message.ShouldContain("NotAuthorized");
        error.Message.ShouldContain("user and TLS");
    }

    [MosquittoFact]
    public async Task RunAsync_SameFrameForEver_EndsAndSaysWhyAndWhatElseCame()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var camera = await MqttPeer.ConnectAsync(Broker(broker.Port), "camera", limit.Token);
        var settings = Settings(broker.Port, parts: 2) with { Patience = TimeSpan.FromSeconds(1) };
        var capture = new FrameCapture(settings, Scope, TimeProvider.System).RunAsync(new CapturedFrames(_folder), _ => { }, limit.Token);
        var topics = new Topics("linead");
        while (!capture.IsCompleted && !limit.IsCancellationRequested)
        {
            await camera.PublishAsync(topics.Frame(Station, "cam0"), Frames.Png(1), limit.Token);
            await camera.PublishAsync(topics.Frame(Station, "cam9"), Frames.Png(2), limit.Token);
        }

        var error = await Should.ThrowAsync<TransportException>(capture);

        error.Message.ShouldContain("no usable frame");
        error.Message.ShouldContain("the same frame again");
        error.Message.ShouldContain("of line1/press/cam9");
    }

    [Fact]
    public async Task WaitAsync_BrokerThatTakesTheConnectionAndSaysNothing_EndsAndNamesIt()
    {
        var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var broker = Broker(((IPEndPoint)silent.LocalEndpoint).Port);
        var limit = new BrokerLimit(broker, TimeProvider.System) { Patience = TimeSpan.FromMilliseconds(300) };

        var error = await Should.ThrowAsync<TransportException>(
            MqttFrameTap.OpenAsync(broker, "linead", Station, new FrameFilter(Scope), limit, CancellationToken.None)
                .WaitAsync(TimeSpan.FromSeconds(20)));

        silent.Stop();
        error.Message.ShouldContain("127.0.0.1 does not answer");
    }

    [Fact]
    public async Task RunAsync_PartsAreThereAlready_NothingIsAskedOfTheBroker()
    {
        var frames = new CapturedFrames(_folder);
        frames.Add(Frames.Png(1), "cam0");
        var lines = new List<string>();

        await new FrameCapture(Settings(port: 1, parts: 1), Scope, TimeProvider.System).RunAsync(frames, lines.Add, CancellationToken.None);

        lines.Single().ShouldContain("none is captured");
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static async Task PublishAsync(int port, CancellationToken cancellationToken)
    {
        await using var peer = await MqttPeer.ConnectAsync(
            Broker(port), "camera", cancellationToken);
        var topics = new Topics("linead");
        foreach (var (camera, number) in new[] { ("cam0", 1), ("cam9", 2), ("cam0", 1), ("cam0", 3), ("cam0", 4) })
        {
            await peer.PublishAsync(topics.Frame(Station, camera, $"{number}"), Frames.Png(number), cancellationToken);
        }
    }

    private static MqttOptions Broker(int port) => new() { Host = "127.0.0.1", Port = port };

    private CommissionSettings Settings(int port, int parts) => new()
    {
        Category = "nut",
        View = "main",
        Data = _folder,
        Scope = Scope,
        Brokers = new CommissionBrokers(Broker(port), null),
        Root = "linead",
        Parts = parts,
        Patience = TimeSpan.FromSeconds(10),
        Folds = 5,
        Teacher = "builtin",
        Teachers = new TeacherSettings { Models = _folder, Teachers = _folder },
        Options = new TrainingOptions(),
        Precision = "fp32",
        TargetFalseReject = 0.01,
    };
}
