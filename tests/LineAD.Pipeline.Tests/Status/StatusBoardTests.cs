using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Pipeline.Tests.Status;

public class StatusBoardTests
{
    [Fact]
    public void Tick_PartsComeAndGo_ExecutingThenReadyWithoutFlicker()
    {
        using var rig = new PipelineRig().Start();
        WaitFor(rig, StationState.Ready);
        rig.Group.Gate.Reset();
        rig.Offer("0.1", "p1", 41);
        rig.Time.Advance(100);
        WaitFor(rig, StationState.Executing);
        var heartbeat = rig.Pipeline.ReadHeartbeat(PipelineRig.Station);
        heartbeat.State.ShouldBe(StationState.Executing);
        heartbeat.OldestUndecidedMs.ShouldBe((ushort)100);
        heartbeat.LastDecidedSeq.ShouldBe(0u);
        heartbeat.Epoch.ShouldBe((ushort)1);
        rig.Group.Gate.Set();
        rig.Decision();
        rig.Settle();
        Eventually.True(() => rig.Pipeline.ReadHeartbeat(PipelineRig.Station).LastDecidedSeq == 41u);
        rig.Pipeline.ReadHeartbeat(PipelineRig.Station).OldestUndecidedMs.ShouldBe((ushort)0);
        rig.Time.Advance(100);
        rig.Pipeline.ReadState(PipelineRig.Station).ShouldBe(StationState.Executing);
        rig.Time.Advance(1100);
        WaitFor(rig, StationState.Ready);
        rig.Sink.States.Select(s => s.State).ShouldBe([StationState.Ready, StationState.Executing, StationState.Ready]);
    }

    [Fact]
    public void Tick_JournalFails_ErrorAndNotReady()
    {
        using var rig = new PipelineRig().Start();
        WaitFor(rig, StationState.Ready);
        rig.Journal.IsHealthy = false;
        rig.Time.Advance(110);
        WaitFor(rig, StationState.Error);
        rig.Sink.States[^1].Reason!.ShouldContain("journal");
        rig.Pipeline.ReadHealth().IsReady.ShouldBeFalse();
        rig.Pipeline.ReadHealth().IsLive.ShouldBeTrue();
        rig.Journal.IsHealthy = true;
        rig.Time.Advance(110);
        WaitFor(rig, StationState.Ready);
    }

    [Fact]
    public void OnTakenOver_Station_IsHaltedForGood()
    {
        using var rig = new PipelineRig().Start();
        WaitFor(rig, StationState.Ready);
        rig.Pipeline.OnTakenOver(PipelineRig.Station);
        rig.Time.Advance(110);
        WaitFor(rig, StationState.Halted);
    }

    [Fact]
    public void OnDecisionConnection_Down_StateSaysSoAndHealthIsNotReady()
    {
        using var rig = new PipelineRig().Start();
        WaitFor(rig, StationState.Ready);
        rig.Pipeline.ReadHealth().IsReady.ShouldBeTrue(rig.Pipeline.ReadHealth().Problem);
        rig.Sink.IsConnected = false;
        rig.Pipeline.OnDecisionConnection(PipelineRig.Station, false);
        rig.Time.Advance(110);
        Eventually.True(() => !rig.Sink.States[^1].Connected);
        rig.Pipeline.ReadHealth().Problem.ShouldContain("sink");
    }

    [Fact]
    public void ReadHeartbeat_UnknownStation_IsAnError() =>
        new PipelineRig().Pipeline.ReadHeartbeat(new StationKey("x", "y")).State.ShouldBe(StationState.Error);

    [Fact]
    public async Task StopAsync_Stations_AreHaltedAndOpenPartsDecided()
    {
        using var rig = new PipelineRig().Start();
        WaitFor(rig, StationState.Ready);
        rig.Group.Gate.Reset();
        var open = rig.Offer("0.1", "p1", 1);
        var stopping = rig.Pipeline.StopAsync(CancellationToken.None);
        var refused = rig.Offer("0.1", "p2", 2);
        rig.Time.Advance(441);
        rig.Decision();
        rig.Group.Gate.Set();
        Eventually.True(() =>
        {
            rig.Time.Advance(20);
            return stopping.IsCompleted;
        });
        await stopping;
        rig.Decision().Inspection.Part.ShouldBe("p1");
        open.Completions.ShouldBe(1);
        refused.Completions.ShouldBe(0);
        rig.Sink.States[^1].State.ShouldBe(StationState.Halted);
        rig.Pipeline.OpenParts.ShouldBe(0);
        rig.Journal.Books(PipelineRig.Station).Balanced.ShouldBeTrue();
    }

    private static void WaitFor(PipelineRig rig, StationState state) => Eventually.True(
        () => rig.Pipeline.ReadState(PipelineRig.Station) == state && rig.Sink.States.Count > 0
            && rig.Sink.States[^1].State == state,
        () => $"state {state}; it is {rig.Pipeline.ReadState(PipelineRig.Station)}");
}
