using LineAD.Training.Benchmarking;

namespace LineAD.Training.Tests.Benchmarking;

public sealed class BenchmarkTableTests
{
    private static readonly BenchmarkPlan Plan = new()
    {
        Teacher = "builtin",
        Size = 64,
        Groups =
        [
            new BenchmarkGroup { Rows = ["knn"], Categories = ["nut", "bolt"], Seeds = [1] },
            new BenchmarkGroup { Rows = ["rd", "pfadseg", "pfadseg without affm"], Categories = ["nut", "bolt"], Seeds = [1, 2], Steps = 10 },
        ],
    };

    [Fact]
    public void Render_SeveralSeeds_GivesMeanAndDeviation()
    {
        var page = Page(
            Result("rd", "nut", 1, 0.40), Result("rd", "nut", 2, 0.50), Result("rd", "bolt", 1, 0.30));

        page.ShouldContain("0.450 ± 0.071");
        page.ShouldContain("3 of 14 runs are done");
        Line(page, "## Mean", "`rd`").ShouldContain("0.375 ± 0.035");
    }

    [Fact]
    public void Render_RowOnOneCategoryOnly_IsLeftOutOfTheMean()
    {
        var page = Page(Result("rd", "nut", 1, 0.4), Result("rd", "bolt", 1, 0.3), Result("pfadseg", "nut", 1, 0.9));

        page[page.IndexOf("## Mean", StringComparison.Ordinal)..page.IndexOf("## Cost", StringComparison.Ordinal)].ShouldNotContain("pfadseg");
    }

    [Fact]
    public void Render_Ablation_IsTheWholeMinusWithoutOnTheSameSeeds()
    {
        var page = Page(
            Result("pfadseg", "nut", 1, 0.60), Result("pfadseg", "nut", 2, 0.90), Result("pfadseg without affm", "nut", 1, 0.52));

        Line(page, "## What the modules", "`pfadseg without affm`").ShouldContain("+0.080");
    }

    [Fact]
    public void Render_AnyResults_NamesProtocolDifferencesAndTheCommandOfEachRow()
    {
        var page = Page(Result("rd", "nut", 1, 0.4));

        page.ShouldContain("Not the same protocol");
        page.ShouldContain("76.4");
        page.ShouldContain("--only nut/pfadseg-without-affm/1");
    }

    [Fact]
    public void Render_Notes_StandBeforeTheCommandsAndStepsUnderTheCategory()
    {
        var page = new BenchmarkTable(Plan, [Result("rd", "nut", 1, 0.4)], "## Remarks\n\nOnly one run.\n").Render();

        page.IndexOf("Only one run.", StringComparison.Ordinal).ShouldBeInRange(1, page.IndexOf("## Commands", StringComparison.Ordinal));
        Line(page, "## nut", "`rd`").ShouldContain("0.4000");
        page.ShouldContain("10 steps;");
    }

    [Fact]
    public void Render_AnotherGrid_ItsCommandsNameIt()
    {
        var page = new BenchmarkTable(Plan, [Result("rd", "nut", 1, 0.4)], grid: " --plan long.json").Render();

        page.ShouldContain("`linead benchmark --plan long.json --data DATA");
        page.ShouldContain("\nlinead benchmark --plan long.json --data DATA --teacher-file FILE --again --only nut/rd/1");
    }

    private static string Page(params BenchmarkResult[] results) => new BenchmarkTable(Plan, results).Render();

    private static BenchmarkResult Result(string row, string category, int seed, double pixelAp) => Results.Of(
        Plan.Cases.Single(run => run.Row == row && run.Category == category && run.Seed == seed), 0.3, pixelAp);

    private static string Line(string page, string heading, string row) =>
        page[page.IndexOf(heading, StringComparison.Ordinal)..].Split('\n').First(line => line.StartsWith($"| {row}", StringComparison.Ordinal));
}
