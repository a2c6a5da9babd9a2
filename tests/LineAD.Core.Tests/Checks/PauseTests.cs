using System.Diagnostics;
using LineAD.Core.Wire;
using LineAD.Simulation.Line;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;
using LineAD.Testing;

namespace LineAD.Core.Tests.Checks;

/// <summary>The checks of other tests: what they take for a pause, and that they forgive nothing else.</summary>
public sealed class PauseTests
{
    private static readonly long Ms = Stopwatch.Frequency / 1000;

    [Fact]
    public void Beats_LateOne_IsAPauseFromTheTimeItWasDue()
    {
        var list = new PauseList(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(5));
        foreach (var at in (int[])[100, 105, 115, 215, 220])
        {
            list.Beat(at * Ms);
        }

        list.MillisecondsBetween(0, 1000 * Ms).ShouldBe(95, 0.01);
        list.MillisecondsBetween(150 * Ms, 160 * Ms).ShouldBe(10, 0.01);
        list.MillisecondsBetween(215 * Ms, 1000 * Ms).ShouldBe(0);
    }

    [Fact]
    public void Witness_SleepsOfOthers_AreNoPauses()
    {
        using var witness = new PauseWitness();

        // Any window will do: on a machine with pauses of its own there are some in most.
        Eventually.True(() =>
        {
            var from = Stopwatch.GetTimestamp();
            Thread.Sleep(50);
            return witness.MillisecondsBetween(from, Stopwatch.GetTimestamp()) == 0;
        });
    }

    [Theory]
    [InlineData(999, 0, 0, true)]
    [InlineData(1000, 0, 0, false)]
    [InlineData(1050, 920, 980, true)]
    [InlineData(1050, 500, 899, false)]
    [InlineData(1050, 500, 940, false)]
    [InlineData(1050, 500, 960, true)]
    public void Late_PausesAfterTheCutOff_AreNotCountedAndNothingElse(int arrivedMs, int pauseFrom, int pauseTo, bool inTime)
    {
        var sent = 5000 * Ms;
        var record = new GateRecord
        {
            Sent = new SentPart { Seq = 7, Name = "p", Part = new SimulatedPart("p", [], "text/plain", false), SentTimestamp = sent },
            Basis = Basis.Model,
            ArrivedTimestamp = sent + (arrivedMs * Ms),
        };

        var late = DeliveryChecks.Late([record, new GateRecord()], 1000, 100, Paused);

        late.Count.ShouldBe(inTime ? 0 : 1);

        double Paused(long from, long to) =>
            Math.Max(0, Math.Min(to, sent + (pauseTo * Ms)) - Math.Max(from, sent + (pauseFrom * Ms))) / (double)Ms;
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(500, 884, false)]
    [InlineData(901, 1000, false)]
    [InlineData(700, 890, true)]
    [InlineData(895, 1100, true)]
    public void MayBeSilent_PausesWhileThePolicyDecides_AndNoOthers(int pauseFrom, int pauseTo, bool expected)
    {
        var sent = 5000 * Ms;

        DeliveryChecks.MayBeSilent(sent, 900, 15, (from, to) =>
            Math.Max(0, Math.Min(to, sent + (pauseTo * Ms)) - Math.Max(from, sent + (pauseFrom * Ms))) / (double)Ms).ShouldBe(expected);
    }
}
