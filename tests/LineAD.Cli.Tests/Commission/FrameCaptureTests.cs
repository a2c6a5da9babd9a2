using System.Collections.Concurrent;
using System.Text;
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
        var requests = await ServeAsync(service, "bypass", refusal: null, limit.Token);
        var listening = new TaskCompletionSource();
        var capture = new FrameCapture(Settings(broker.Port, parts: 3) with { SwitchMode = true }, Scope, TimeProvider.System).RunAsync(
            new CapturedFrames(_folder), line => (line.StartsWith("Listening") ? listening : new()).TrySetResult(), limit.Token);
        await listening.Task.WaitAsync(limit.Token);

        requests.ShouldBe(["""{"station":"press","mode":"commission"}"""]);
        await PublishAsync(broker.Port, limit.Token);
        await capture.WaitAsync(limit.Token);

        requests.ShouldBe(["""{"station":"press","mode":"commission"}""", """{"station":"press","mode":"bypass"}"""]);
    }

    [MosquittoFact]
    public async Task RunAsync_StationModeAndNoFrameComes_StationIsPutBackNevertheless()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        var requests = await ServeAsync(service, "run", refusal: null, CancellationToken.None);
        var settings = Settings(broker.Port, parts: 3) with { SwitchMode = true, Patience = TimeSpan.FromMilliseconds(200) };

        await Should.ThrowAsync<TransportException>(
            new FrameCapture(settings, Scope, TimeProvider.System).RunAsync(new CapturedFrames(_folder), _ => { }, CancellationToken.None));

        requests.Last().ShouldBe("""{"station":"press","mode":"run"}""");
    }

    [MosquittoFact]
    public async Task RunAsync_CancelledBeforeTheServiceAnswersTheChange_StationIsPutBack()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        using var engineer = new CancellationTokenSource();
        var requests = await ServeAsync(service, "run", refusal: null, CancellationToken.None, onFirst: engineer.Cancel);
        var settings = Settings(broker.Port, parts: 3) with { SwitchMode = true };

        await Should.ThrowAsync<OperationCanceledException>(
            new FrameCapture(settings, Scope, TimeProvider.System).RunAsync(new CapturedFrames(_folder), _ => { }, engineer.Token));

        requests.ShouldBe(["""{"station":"press","mode":"commission"}""", """{"station":"press","mode":"run"}"""]);
    }

    [MosquittoFact]
    public async Task RunAsync_ServiceRefusesTheMode_SaysItsReasonAndCapturesNothing()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var service = await MqttPeer.ConnectAsync(Broker(broker.Port), "service", CancellationToken.None);
        await ServeAsync(service, "run", refusal: "the disk is full", CancellationToken.None);
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

    /// <summary>What of the service a change of mode meets: the retained state and an answer to every command.</summary>
    private static async Task<ConcurrentQueue<string>> ServeAsync(
        MqttPeer service, string mode, string? refusal, CancellationToken cancellationToken, Action? onFirst = null)
    {
        var (topics, requests) = (new Topics("linead"), new ConcurrentQueue<string>());
        var answer = new CommandAnswer { Command = CommandNames.StationMode, Error = refusal }.Write();
        await service.SubscribeAsync(
            topics.Command("line1", CommandNames.StationMode),
            message =>
            {
                requests.Enqueue(Encoding.UTF8.GetString(message.Payload));
                if (requests.Count == 1 && onFirst is not null)
                {
                    onFirst();
                    return;
                }

                _ = service.PublishAsync(message.ResponseTopic!, answer, cancellationToken);
            },
            cancellationToken);
        await service.PublishAsync(
            topics.State(Station), Encoding.UTF8.GetBytes($$"""{"v":1,"state":"ready","mode":"{{mode}}"}"""), cancellationToken, retain: true);
        return requests;
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
