using LineAD.Models.Serving;
using LineAD.Models.Tests.Threads;
using LineAD.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Models.Tests.Serving;

/// <summary>A load beside models that serve takes the time that they leave (law 7), and does not wait for it for ever.</summary>
public sealed class LoadingThreadTests
{
    private static readonly TimeSpan Endless = TimeSpan.FromHours(1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_NothingServes_HasTheUsualShare()
    {
        using var loading = Create(Endless);

        var seen = await loading.RunAsync(See, besideOthers: false, default);

        seen.ShouldBe((false, Policy(SchedulingPolicy.Other)));
    }

    [Fact]
    public async Task RunAsync_BesideOthers_RunsInSpareTime()
    {
        using var loading = Create(Endless);

        var seen = await loading.RunAsync(See, besideOthers: true, default);

        seen.ShouldBe((OperatingSystem.IsLinux(), Policy(SchedulingPolicy.Idle)));

        // Not that thread's lot for ever: the next load may be the only one.
        (await loading.RunAsync(See, besideOthers: false, default)).ShouldBe((false, Policy(SchedulingPolicy.Other)));
    }

    [SeveralCpusFact]
    public async Task RunAsync_BesideOthers_SoDoTheThreadsThatComputeWithIt()
    {
        using var loading = Create(Endless);

        var seen = await loading.RunAsync(
            _ =>
            {
                var team = new TestTeam();
                team.Resize(2);
                var policies = new int[2];
                team.Run(member => policies[member] = SchedulingPolicy.Now());
                return policies;
            },
            besideOthers: true,
            default);

        seen.ShouldBe([SchedulingPolicy.Idle, SchedulingPolicy.Idle]);
    }

    [Fact]
    public async Task RunAsync_NoSpareTime_IsRunAgainWithTheUsualShare()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var loading = Create(TimeSpan.FromMilliseconds(20));
        var runs = 0;

        var load = loading.RunAsync(
            turn =>
            {
                runs++;
                WaitIf(turn.InSpareTime, turn);
                return See(turn);
            },
            besideOthers: true,
            default);

        var seen = await load.WaitAsync(Limit);
        runs.ShouldBe(2);
        seen.ShouldBe((false, SchedulingPolicy.Other));
    }

    [Fact]
    public async Task RunAsync_CanceledByItsCaller_IsNotRunAgain()
    {
        using var loading = Create(Endless);
        using var cancel = new CancellationTokenSource();
        var runs = 0;
        var load = loading.RunAsync(
            turn =>
            {
                runs++;
                cancel.CancelAfter(1);
                WaitIf(true, turn);
                return 0;
            },
            besideOthers: true,
            cancel.Token);

        await Should.ThrowAsync<OperationCanceledException>(load.WaitAsync(Limit));
        runs.ShouldBe(1);

        // The next one has its turn.
        (await loading.RunAsync(_ => 7, besideOthers: true, default)).ShouldBe(7);
    }

    private static LoadingThread Create(TimeSpan patience) => new(patience, TimeProvider.System, NullLogger.Instance);

    private static (bool InSpareTime, int Policy) See(LoadTurn turn) => (turn.InSpareTime, Policy(null));

    private static int Policy(int? onLinux) => OperatingSystem.IsLinux() ? onLinux ?? SchedulingPolicy.Now() : 0;

    private static void WaitIf(bool wait, LoadTurn turn)
    {
        if (wait)
        {
            turn.Cancellation.WaitHandle.WaitOne();
            turn.Cancellation.ThrowIfCancellationRequested();
        }
    }
}
