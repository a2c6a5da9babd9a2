using LineAD.Models.Threads;
using LineAD.Models.Tests.Serving;
using LineAD.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Models.Tests.Threads;

/// <summary>Each test runs on a thread that ends with it: what is pinned stays so.</summary>
public class CpuPinningTests
{
    private static readonly IReadOnlyList<int> Cpus = CpuAffinity.IsUsable ? CpuAffinity.Of(Environment.ProcessId) : [];

    [SeveralCpusFact]
    public void Pin_AsManyThreadsAsCpus_EachHoldsOneOfItsOwn() => TestTeam.OnOwnThread(team =>
    {
        var pinning = new CpuPinning(NullLogger.Instance);
        pinning.Pin().ShouldBeTrue();
        Masks(team).ShouldBe(Cpus.Select(cpu => $"{cpu}"));
        pinning.Pin().ShouldBeFalse();
    });

    [SeveralCpusFact]
    public void Pin_FewerThreadsThanCpus_NoneIsHeld() => TestTeam.OnOwnThread(team =>
    {
        team.Resize(Cpus.Count - 1);
        new CpuPinning(NullLogger.Instance).Pin().ShouldBeFalse();
        team.Resize(Cpus.Count);
        Masks(team).ShouldAllBe(mask => mask == string.Join(',', Cpus));
    });

    [SeveralCpusFact]
    public void Check_TheTeamStays_StaysHeld() => TestTeam.OnOwnThread(team =>
    {
        var pinning = new CpuPinning(NullLogger.Instance);
        pinning.Pin();
        team.Run(_ => { });
        pinning.Check();
        Masks(team).ShouldBe(Cpus.Select(cpu => $"{cpu}"));
    });

    [SeveralCpusFact]
    public void Check_TheLibraryMadeItsThreadsAnew_AllAreFreeForGood() => TestTeam.OnOwnThread(team =>
    {
        var pinning = new CpuPinning(NullLogger.Instance);
        pinning.Pin();
        team.End();
        Eventually.True(() =>
        {
            pinning.Check();
            return CpuAffinity.Of(0).Count == Cpus.Count;
        });
        Masks(team).ShouldAllBe(mask => mask == string.Join(',', Cpus));
        pinning.Pin().ShouldBeFalse();
        CpuAffinity.Of(0).ShouldBe(Cpus);
    });

    [SeveralCpusFact]
    public void Check_AnotherThreadTakesOver_MayPinItsOwnTeam()
    {
        var pinning = new CpuPinning(NullLogger.Instance);
        TestTeam.OnOwnThread(_ => pinning.Pin().ShouldBeTrue());
        TestTeam.OnOwnThread(team =>
        {
            pinning.Check();
            pinning.Pin().ShouldBeTrue();
            Masks(team).ShouldBe(Cpus.Select(cpu => $"{cpu}"));
        });
    }

    [SeveralCpusFact]
    public void Rehearse_WithPinning_HoldsTheThreadThatServes() => TestTeam.OnOwnThread(team =>
    {
        using var test = new TestModel(pinning: new CpuPinning(NullLogger.Instance));
        using var lease = test.Add("a").TryLease()!;
        lease.Rehearse();
        CpuAffinity.Of(0).Count.ShouldBe(1);
        Masks(team).Distinct().Count().ShouldBe(Cpus.Count);
    });

    [SeveralCpusFact]
    public void Rehearse_WithoutPinning_HoldsNothing() => TestTeam.OnOwnThread(_ =>
    {
        using var test = new TestModel();
        using var lease = test.Add("a").TryLease()!;
        lease.Rehearse();
        CpuAffinity.Of(0).ShouldBe(Cpus);
    });

    // CPUs that each member may use, in the order of the team.
    private static string[] Masks(TestTeam team)
    {
        var masks = new string[Cpus.Count];
        team.Run(member => masks[member] = string.Join(',', CpuAffinity.Of(0)));
        return masks;
    }
}
