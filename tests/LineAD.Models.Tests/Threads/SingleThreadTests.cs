using LineAD.Models.Threads;
using TorchSharp;

namespace LineAD.Models.Tests.Threads;

public class SingleThreadTests
{
    [SeveralCpusFact]
    public void Run_Operators_OneThreadComputes() => TestTeam.OnOwnThread(team => SingleThread.Run(() =>
    {
        using var large = torch.ones(1 << 20);
        using var sum = large.add(1);
        team.Size.ShouldBe(1);
        return 0;
    }));

    [SeveralCpusFact]
    public void Run_Ended_TheTeamIsWhole() => TestTeam.OnOwnThread(team =>
    {
        var before = team.Size;
        SingleThread.Run(() => 7).ShouldBe(7);
        Should.Throw<InvalidOperationException>(() => SingleThread.Run<int>(() => throw new InvalidOperationException()));
        before.ShouldBeGreaterThan(1);
        team.Size.ShouldBe(before);
    });
}
