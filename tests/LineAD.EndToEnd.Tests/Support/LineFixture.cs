using LineAD.Core.Identity;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Testing;

namespace LineAD.EndToEnd.Tests.Support;

/// <summary>A whole line for a test: real mosquitto, the service in its own process, a small real model.</summary>
public abstract class LineFixture : IDisposable
{
    protected const int DeadlineMs = 1500;
    protected static readonly StationKey Station = new("line1", "gate1");
    protected static readonly TimeProvider Time = TimeProvider.System;
    private readonly PauseWitness _pauses = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linead-e2e-");

    protected static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(6)).Token;

    protected string Folder => _folder.FullName;

    protected TestLineOptions Options => new()
    {
        Executable = Path.Combine(AppContext.BaseDirectory, "linead"),
        Folder = Folder,
        Models = SmallModel.Models,
        Category = SmallModel.Category,
        Station = Station,
        DeadlineMs = DeadlineMs,
        MaxFramesPerSecond = 60,
    };

    protected Task<TestLine> StartAsync(MosquittoOptions? broker = null, TestLineOptions? options = null) =>
        TestLine.StartAsync(options ?? Options, broker ?? new MosquittoOptions { MaxQueuedMessages = 20_000 }, Time, Limit);

    protected static PartDeck Deck() => new(SmallModel.Parts, seed: 3);

    protected static LineOptions Run(int parts, double rate, uint first = 1) => new()
    {
        Station = Station,
        Parts = parts,
        PartsPerSecond = rate,
        Jitter = 0.2,
        FirstSeq = first,
        PartPrefix = "e",
    };

    /// <summary>No decision came after its deadline; time in which this process stood still after the cut-off is not counted.</summary>
    protected void ShouldBeInTime(IEnumerable<GateRecord> records) =>
        DeliveryChecks.Late(records, DeadlineMs, Options.DeliveryReserveMs, _pauses.MillisecondsBetween).ShouldBeEmpty();

    /// <summary>The same of one decision, in milliseconds after its deadline.</summary>
    protected double LateMs(long sent, long arrived) =>
        DeliveryChecks.LateMs(sent, DeadlineMs, Options.DeliveryReserveMs, arrived, _pauses.MillisecondsBetween);

    public void Dispose()
    {
        _pauses.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
