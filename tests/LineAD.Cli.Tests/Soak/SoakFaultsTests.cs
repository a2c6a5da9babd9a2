using LineAD.Cli.Soak;

namespace LineAD.Cli.Tests.Soak;

public sealed class SoakFaultsTests
{
    [Fact]
    public void Choose_All_IsEveryFaultOnce() =>
        SoakFaults.Choose(["all"]).Select(f => f.Name).ShouldBe(SoakFaults.All.Select(f => f.Name));

    [Fact]
    public void Choose_NamesInAnyForm_AreThose() =>
        SoakFaults.Choose(["link-cut, nan-scores", "service-kill"]).Select(f => f.Name)
            .ShouldBe(["link-cut", "nan-scores", "service-kill"], ignoreOrder: true);

    [Fact]
    public void Choose_Unknown_NamesItAndTheKnownOnes() =>
        Should.Throw<ArgumentException>(() => SoakFaults.Choose(["link-cut,meteor"])).Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain("meteor"), m => m.ShouldContain("disk-full"));
}
