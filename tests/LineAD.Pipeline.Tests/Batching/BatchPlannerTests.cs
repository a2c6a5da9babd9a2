using LineAD.Core.Memory;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Scoring;
using LineAD.Pipeline.Batching;
using LineAD.Pipeline.Decoding;
using LineAD.Pipeline.Intake;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Pipeline.Tests.Batching;

public sealed class BatchPlannerTests
{
    private const double ReserveMs = 5;
    private readonly ManualTimeProvider _time = new();
    private readonly MonotonicClock _clock;
    private readonly BufferPool _pool = new(1 << 24);
    private readonly StationRuntime _station;
    private readonly Dictionary<int, double> _costMs = new() { [1] = 10, [2] = 14, [4] = 22, [8] = 40 };
    private readonly CostModel _costs;
    private readonly Batcher _batcher;
    private readonly FakeGroup _group;
    private int _part;

    public BatchPlannerTests()
    {
        _clock = new MonotonicClock(_time);
        var camera = 0;
        var options = new StationOptions
        {
            Line = "l",
            Station = "s",
            StationId = 1,
            Category = "bolt",
            Cameras = [new() { Name = "a" }, new() { Name = "b" }, new() { Name = "c" }],
        };
        _station = new StationRuntime(options, [], ref camera);
        _group = new FakeGroup("g", _pool) { WarmUp = s => _costMs[s] / 1000 };
        _costs = new CostModel(_clock);
        _batcher = new Batcher(_clock, _costs, new BatchPlanner(_costs, 8, _clock.Ticks(ReserveMs)), 64);
    }

    [Fact]
    public void Plan_IdleAndNothingExpected_ClosesAtOnce()
    {
        Add(200);
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Items.Count.ShouldBe(1);
        plan.Shape.ShouldBe(1);
        plan.Cause.ShouldBe("idle");
        _batcher.Count.ShouldBe(0);
    }

    [Fact]
    public void Plan_MoreExpected_WaitsNoLongerThanOneSoloCall()
    {
        Add(500);
        var plan = _batcher.Plan(_clock.Now, expected: true);
        plan.HasWork.ShouldBeFalse();
        plan.WaitUntil.ShouldBe(_clock.Now + _clock.Ticks(10));
        _time.Advance(10);
        _batcher.Plan(_clock.Now, expected: true).Items.Count.ShouldBe(1);
    }

    [Fact]
    public void Plan_MoreExpectedButDeadlineNear_ClosesBeforeTheNextShapeWouldBeLate()
    {
        // Cut-off − cost(2) − reserve = 22 − 14 − 5 = 3 ms from now.
        Add(22);
        _batcher.Plan(_clock.Now, expected: true).WaitUntil.ShouldBe(_clock.Now + _clock.Ticks(3));
        _time.Advance(3);
        var plan = _batcher.Plan(_clock.Now, expected: true);
        plan.Cause.ShouldBe("deadline");
        plan.Items.Count.ShouldBe(1);
    }

    [Fact]
    public void Plan_MaxSize_ClosesFullThoughMoreIsExpected()
    {
        AddMany(9, 500);
        var plan = _batcher.Plan(_clock.Now, expected: true);
        plan.Cause.ShouldBe("full");
        plan.Items.Count.ShouldBe(8);
        _batcher.Count.ShouldBe(1);
    }

    [Fact]
    public void Plan_UrgentPartCannotBearALargeBatch_SmallerBatch()
    {
        AddMany(7, 500);
        var urgent = Add(20, "b");
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Items.ShouldContain(urgent);
        plan.Shape.ShouldBe(2);
    }

    [Fact]
    public void Plan_CannotMakeItEvenAlone_EvictedBeforeTheDevice()
    {
        var hopeless = Add(14.9);
        var possible = Add(15.1);
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Evicted.ShouldBe([hopeless]);
        plan.Items.ShouldBe([possible]);
    }

    [Fact]
    public void Plan_SlowTailOfTheDevice_DoesNotEvictWhatUsuallyMakesIt()
    {
        // One call in five takes 60 ms, the others 10 ms.
        for (var i = 0; i < 60; i++)
        {
            _costs.Record(_group, 1, _clock.Ticks(i % 5 == 0 ? 60 : 10));
        }

        var part = Add(40);
        _batcher.Plan(_clock.Now, expected: false).Items.ShouldBe([part]);
    }

    [Fact]
    public void Plan_BacklogNearItsCutOff_LargeBatchThoughItsTailIsLate()
    {
        // Two alone, 24 to 26 ms, leave the second 1 ms short; together all but the slowest calls make it.
        _costMs[1] = 13;
        for (var i = 0; i < 64; i++)
        {
            _costs.Record(_group, 1, _clock.Ticks(13));
            _costs.Record(_group, 2, _clock.Ticks(i % 10 == 0 ? 30 : 14));
        }

        AddMany(2, 30);
        _batcher.Plan(_clock.Now, expected: false).Items.Count.ShouldBe(2);
    }

    [Fact]
    public void Plan_PartDecidedMeanwhile_TakenOutUnscored()
    {
        var decided = Add(200);
        decided.Part.TryClaim();
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Decided.ShouldBe([decided]);
        plan.Items.ShouldBeEmpty();
    }

    [Fact]
    public void Plan_MostUrgentFirst_AcrossCameras()
    {
        AddMany(8, 500);
        var urgent = Add(100, "c");
        _batcher.Plan(_clock.Now, expected: false).Items[0].ShouldBe(urgent);
    }

    [Fact]
    public void Plan_OneCameraFloods_OthersKeepTheirShare()
    {
        AddMany(20, 100, "a");
        var others = new[] { Add(400, "b"), Add(400, "b"), Add(400, "c"), Add(400, "c") };
        _costMs[8] = 20;
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Items.Count.ShouldBe(8);
        others.ShouldAllBe(o => plan.Items.Contains(o));
    }

    [Fact]
    public void Plan_FiveFrames_SplitsWhenPaddingToEightCostsMore()
    {
        AddMany(5, 500);
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Shape.ShouldBe(4);
        plan.Items.Count.ShouldBe(4);
    }

    [Fact]
    public void Plan_SevenFrames_PadsUpWhenThatIsCheaper()
    {
        AddMany(7, 500);
        var plan = _batcher.Plan(_clock.Now, expected: false);
        plan.Shape.ShouldBe(8);
        plan.Items.Count.ShouldBe(7);
    }

    [Fact]
    public void Plan_Suspect_GoesAlone()
    {
        Add(300);
        var suspect = Add(100, "b", alone: true);
        Add(300, "c");
        _batcher.Plan(_clock.Now, expected: true).Items.ShouldBe([suspect]);
        _batcher.Plan(_clock.Now, expected: false).Items.Count.ShouldBe(2);
    }

    [Fact]
    public void TryAdd_AtCapacity_Refuses()
    {
        AddMany(64, 500);
        _batcher.TryAdd(Make(500, "a", false)).ShouldBeFalse();
    }

    [Fact]
    public void Plan_SlowSpellThenEvictions_TriesTheDeviceAgain()
    {
        for (var i = 0; i < 64; i++)
        {
            _costs.Record(_group, 1, _clock.Ticks(1000));
        }

        var tried = Enumerable.Range(0, 40).Any(_ =>
        {
            Add(100);
            return _batcher.Plan(_clock.Now, expected: false).Items.Count > 0;
        });
        tried.ShouldBeTrue();
    }

    [Fact]
    public void Cost_AfterMeasurements_IsAHighQuantileAndNoLongerTheSeed()
    {
        _costs.Cost(_group, 1).ShouldBe(_clock.Ticks(10));
        for (var i = 1; i <= 40; i++)
        {
            _costs.Record(_group, 1, _clock.Ticks(i));
        }

        // 20 seeds of 10 ms and 1 to 40 ms: the 57th of 60.
        _costs.Cost(_group, 1).ShouldBe(_clock.Ticks(37));
    }

    [Fact]
    public void Cost_OneSlowCall_DoesNotRule()
    {
        _costs.Record(_group, 1, _clock.Ticks(2000));
        _costs.Cost(_group, 1).ShouldBe(_clock.Ticks(10));
    }

    private void AddMany(int count, double cutOffMs, string camera = "a")
    {
        for (var i = 0; i < count; i++)
        {
            Add(cutOffMs, camera);
        }
    }

    private ReadyView Add(double cutOffMs, string camera = "a", bool alone = false)
    {
        var view = Make(cutOffMs, camera, alone);
        _batcher.TryAdd(view).ShouldBeTrue();
        return view;
    }

    private ReadyView Make(double cutOffMs, string camera, bool alone)
    {
        var key = new InspectionKey(_station.Key, $"p{++_part}", 0);
        var part = new Part(null!, new NewPart(_station, key, (ulong)_part, "bolt", false));
        part.SetDeadline(_clock.Now + _clock.Ticks(cutOffMs), 0);
        var image = new DecodedImage(_pool.TryRentBytes(48)!, new InputSpec(4, 4), 4, 4);
        var ticket = new FrameTicket(_part, _station, false, null, new RecordingDelivery());
        var job = new DecodeJob(part, _station.FindCamera(camera)!, ticket, alone, _clock.Now);
        return new ReadyView(job, image, _group, _clock.Now);
    }
}
