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
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-listen-").FullName;

    [MosquittoFact]
    public async Task RunAsync_FramesOfTheStation_AreKeptUntilThereAreEnough()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var frames = new CapturedFrames(_folder);
        var listening = new TaskCompletionSource();
        var lines = new List<string>();
        var capture = new FrameCapture(Settings(broker.Port, parts: 3), Station, TimeProvider.System).RunAsync(
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
        var capture = new FrameCapture(settings, Station, TimeProvider.System);

        var error = await Should.ThrowAsync<TransportException>(
            capture.RunAsync(new CapturedFrames(_folder), _ => { }, CancellationToken.None));

        error.Message.ShouldContain("linead/line1/press/frame/#");
        error.Message.ShouldContain("start again to go on");
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private static async Task PublishAsync(int port, CancellationToken cancellationToken)
    {
        await using var peer = await MqttPeer.ConnectAsync(
            new MqttOptions { Host = "127.0.0.1", Port = port }, "camera", cancellationToken);
        var topics = new Topics("linead");
        foreach (var (camera, number) in new[] { ("cam0", 1), ("cam9", 2), ("cam0", 1), ("cam0", 3), ("cam0", 4) })
        {
            await peer.PublishAsync(topics.Frame(Station, camera, $"{number}"), Frames.Png(number), cancellationToken);
        }
    }

    private CommissionSettings Settings(int port, int parts) => new()
    {
        Category = "nut",
        View = "main",
        Data = _folder,
        Station = Station,
        Camera = "cam0",
        Host = "127.0.0.1",
        Port = port,
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
