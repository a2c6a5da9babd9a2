using LineAD.Core.Wire;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Simulation.Line;
using LineAD.Simulation.Loopback;
using LineAD.Simulation.Plc;

namespace LineAD.EndToEnd.Tests.Faults;

/// <summary>A short version of the garbage run; <c>LINEAD_GARBAGE_FRAMES=10000</c> makes it the long one.</summary>
public sealed class GarbageTests : LineFixture
{
    private static int Count => int.TryParse(
        Environment.GetEnvironmentVariable("LINEAD_GARBAGE_FRAMES"), out var count) ? count : 600;

    // The long run sends for minutes, one payload of 40 MB in two hundred among it.
    private static CancellationToken Patience =>
        new CancellationTokenSource(TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(60 * Count)).Token;

    [Fact]
    public async Task Garbage_AmongGoodFrames_IsCountedDeadLettersAndEveryGoodPartIsDecided()
    {
        await using var line = await StartAsync();
        // One deck for both runs: a second one could begin with the picture that the first ended with, and a repeated image is a fault.
        var deck = Deck();
        await line.Simulate(Run(20, 10), deck).RunAsync(line.Plc, Limit);
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(5), Limit);
        var memory = line.Service.ResidentBytes;
        var good = Count / 5;
        var rate = 20.0;

        // A byte behind its end: the very picture of a good part would make that part a repeated one.
        var garbage = new GarbageCameras(Station, [.. SmallModel.Parts[0].Image, 0], seed: 5);

        var bad = garbage.SendAsync(line.Cameras, Count, Time, Patience);
        var cameras = line.Simulate(Run(good, rate, 21), deck);
        await cameras.RunAsync(line.Plc, Patience);
        await bad;
        await line.WaitUntilDecidedAsync(TimeSpan.FromSeconds(10), Limit);

        var gate = GateSummary.Of([.. line.Plc.Records.Skip(20)], Time);
        gate.Decisions.ShouldBe(good);
        line.Plc.Records.Skip(20).ShouldAllBe(r => r.Basis == Basis.Model);
        var ledger = await ReadLedgerAsync(line, good + 20 + garbage.Sent);
        ledger.Balanced.ShouldBeTrue();
        ledger.IsAtRest.ShouldBeTrue();
        var ends = string.Join(", ", ledger.FramesEnded.Select(e => $"{e.Key} {e.Value}"));
        ledger.Frames("used").ShouldBe(good + 20, ends);
        ledger.Frames("quarantined").ShouldBe(garbage.Sent, ends);
        (line.Service.ResidentBytes - memory).ShouldBeLessThan(400L << 20);
    }

    // The broker answers the camera before the service has the frame: the books are at rest also while frames are on their way.
    private async Task<LedgerReport> ReadLedgerAsync(TestLine line, long frames)
    {
        var asked = Time.GetTimestamp();
        while (true)
        {
            var ledger = await line.ReadLedgerAsync(TimeSpan.FromSeconds(20), Limit);
            if (ledger.FramesReceived >= frames || Time.GetElapsedTime(asked) > TimeSpan.FromSeconds(20))
            {
                return ledger;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), Time);
        }
    }
}
