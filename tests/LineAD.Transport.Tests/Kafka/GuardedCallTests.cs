using LineAD.Transport.Kafka.Decisions;

namespace LineAD.Transport.Tests.Kafka;

public sealed class GuardedCallTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromSeconds(30);

    [Fact]
    public void Run_CallAfterCall_RunsEachOnOneThreadOfItsOwn()
    {
        using var guarded = new GuardedCall("test");
        var threads = new List<int>();

        guarded.Run(() => threads.Add(Environment.CurrentManagedThreadId), Ample);
        guarded.Run(() => threads.Add(Environment.CurrentManagedThreadId), Ample);

        threads.Count.ShouldBe(2);
        threads.Distinct().Count().ShouldBe(1);
        threads[0].ShouldNotBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_CallThrows_TheCallerGetsItAndTheNextCallRuns()
    {
        using var guarded = new GuardedCall("test");
        var ran = false;

        Should.Throw<NotSupportedException>(() => guarded.Run(() => throw new NotSupportedException("no"), Ample));
        guarded.Run(() => ran = true, Ample);

        ran.ShouldBeTrue();
        guarded.IsHung.ShouldBeFalse();
    }

    [Fact]
    public void Run_CallDoesNotReturn_TheCallerGoesOnAndWhatItUsesIsFreedOnlyAfterIt()
    {
        using var release = new ManualResetEventSlim();
        using var freed = new ManualResetEventSlim();
        var guarded = new GuardedCall("test");

        Should.Throw<TimeoutException>(() => guarded.Run(() => release.Wait(Ample), TimeSpan.FromMilliseconds(20)));

        guarded.IsHung.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => guarded.Run(() => { }, Ample));
        guarded.EndWith(freed.Set);
        freed.IsSet.ShouldBeFalse();
        release.Set();
        freed.Wait(Ample).ShouldBeTrue();
    }

    [Fact]
    public void EndWith_NothingRuns_HappensAtOnce()
    {
        var guarded = new GuardedCall("test");
        var ended = false;

        guarded.EndWith(() => ended = true);

        ended.ShouldBeTrue();
    }
}
