using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Recovery;

/// <summary>What a killed process leaves and the next one makes of it; the journal in memory plays the file.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("linead-restart").FullName;
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Start_OpenPartWithCutOffAhead_StaysOpenAndIsDecidedInTime()
    {
        using var first = new PipelineRig(time: _time).Start();
        first.Group.Gate.Reset();
        first.Offer("0.1", "p1", 1);
        var journal = Kill(first);

        _time.Advance(200);
        using var second = new PipelineRig(time: _time, journal: journal).Start();
        second.Pipeline.OpenParts.ShouldBe(1);
        second.Sink.Count.ShouldBe(0);
        _time.Advance(241);
        second.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        var (publication, at) = second.Sink.Published[0];
        at.ShouldBeLessThan(publication.CutOffTimestamp);
        second.Settle();
        Balanced(second);
    }

    [Fact]
    public void Start_OpenPartWhoseDeadlineMovedEarlier_EarlierCutOffHolds()
    {
        using var first = new PipelineRig(time: _time).Start();
        first.Trigger("""{"seq":1,"part":"p1"}""");
        first.Trigger("""{"seq":1,"part":"p1","deadlinems":300}""");
        Eventually.True(() => first.Journal.Written.OfType<PartOpened>().Count() == 2);
        var journal = Kill(first);
        _time.Advance(250);
        using var second = new PipelineRig(time: _time, journal: journal).Start();
        second.Settle();
        second.Sink.Count.ShouldBe(0);
        Eventually.True(() => Closed(second, PartOutcome.AuditOnly, "restart") == 1);
        Balanced(second);
        second.Journal.Books(PipelineRig.Station).PartsOpened.ShouldBe(1);
    }

    [Fact]
    public void Start_OpenPartRedelivered_IsScoredUnderItsOldDeadline()
    {
        using var first = new PipelineRig(time: _time).Start();
        first.Group.Gate.Reset();
        first.Offer("0.1", "p1", 1);
        var journal = Kill(first);
        _time.Advance(200);
        using var second = new PipelineRig(time: _time, journal: journal).Start();
        second.Offer("0.1", "p1", 1, duplicate: true);
        second.Decision().Verdict.ShouldBe(Verdict.Pass);
        second.Decision().SlackMs.ShouldBe(300);
        second.Settle();
        Balanced(second);
        second.Journal.Books(PipelineRig.Station).FramesEnded[(FrameState.Dropped, "restart")].ShouldBe(1);
    }

    [Fact]
    public void Start_OpenPartPastItsCutOff_AuditOnly()
    {
        using var first = new PipelineRig(time: _time).Start();
        first.Group.Gate.Reset();
        first.Offer("0.1", "p1", 1);
        var journal = Kill(first);
        _time.Advance(450);
        using var second = new PipelineRig(time: _time, journal: journal).Start();
        second.Settle();
        Eventually.True(() => Closed(second, PartOutcome.AuditOnly, "restart") == 1);
        second.Sink.Count.ShouldBe(0);
        Balanced(second);
    }

    [Fact]
    public void Start_DecisionPendingWithCutOffAhead_SentAgainAsRepeated()
    {
        using var first = new PipelineRig(time: _time).Start();
        first.Sink.Answer = null;
        first.Offer("0.1", "p1", 1);
        var decision = first.Decision();
        var journal = Kill(first);
        _time.Advance(100);
        using var second = new PipelineRig(time: _time, journal: journal).Start();
        Eventually.True(() => second.Sink.Count == 1);
        second.Sink.Published[0].Publication.Repeated.ShouldBeTrue();
        second.Sink.Published[0].Publication.Decision.ShouldBe(decision);
        Eventually.True(() => Closed(second, PartOutcome.Published, "") == 1);

        // The redelivery of its frame is answered with it too, and never scored.
        second.Offer("1.9", "p1", 1, duplicate: true);
        Eventually.True(() => second.Sink.Count == 2);
        second.Group.Batches.ShouldBeEmpty();
        Balanced(second);
    }

    [Fact]
    public void Start_DecisionPendingPastItsCutOff_ClosedUnconfirmed()
    {
        using var first = new PipelineRig(time: _time).Start();
        first.Sink.Answer = null;
        first.Offer("0.1", "p1", 1);
        first.Decision();
        var journal = Kill(first);
        _time.Advance(451);
        using var second = new PipelineRig(time: _time, journal: journal).Start();
        Eventually.True(() => Closed(second, PartOutcome.AuditOnly, "unconfirmed") == 1);
        second.Sink.Count.ShouldBe(0);
        Balanced(second);
    }

    [Fact]
    public void Start_FrameWasInHandTwice_QuarantinedUndecoded()
    {
        var journal = new InMemoryJournal();
        for (var death = 0; death < 2; death++)
        {
            journal = DieInCall(journal);
            RestoreSnapshot();
        }

        using var last = new PipelineRig(time: _time, journal: journal, dataDirectory: _directory).Start();
        last.Offer("0.1", "p1", 1);
        last.Decision().Basis.ShouldBe(Basis.FaultPolicy);
        last.Outputs.Reasons(OutputKind.DeadLetter).ShouldBe(["poison"]);
        last.Decoder.Decoded.ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(_directory, true);

    private InMemoryJournal DieInCall(InMemoryJournal journal)
    {
        using var rig = new PipelineRig(time: _time, journal: journal, dataDirectory: _directory).Start();
        using var inCall = new ManualResetEventSlim();
        rig.Group.OnScore = _ => inCall.Set();
        rig.Group.Gate.Reset();
        rig.Offer("0.1", "p1", 1);
        inCall.Wait();
        Snapshot();
        return Kill(rig);
    }

    /// <summary>
    /// The journal as the next process finds it; the pipeline itself goes on in vain until it is disposed of.
    /// </summary>
    private static InMemoryJournal Kill(PipelineRig rig)
    {
        Eventually.True(() => rig.Journal.Written.OfType<PartOpened>().Any());
        return rig.Journal.Restarted();
    }

    private static long Closed(PipelineRig rig, PartOutcome outcome, string reason) =>
        rig.Journal.Books(PipelineRig.Station).PartsClosed.GetValueOrDefault((outcome, reason));

    private static void Balanced(PipelineRig rig) => Eventually.True(
        () => rig.Journal.Books(PipelineRig.Station) is { Balanced: true, PartsInFlight: 0, FramesInFlight: 0 });

    /// <summary>
    /// The in-hand file at the moment of death; disposing of the rig afterwards ends the call and clears it.
    /// </summary>
    private void Snapshot()
    {
        using var source = new FileStream(
            Path.Combine(_directory, "in-hand.bin"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = File.Create(Path.Combine(_directory, "snapshot.bin"));
        source.CopyTo(copy);
    }

    private void RestoreSnapshot() => File.Copy(
        Path.Combine(_directory, "snapshot.bin"), Path.Combine(_directory, "in-hand.bin"), overwrite: true);
}
