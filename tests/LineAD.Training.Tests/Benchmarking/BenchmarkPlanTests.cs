using LineAD.Core.Errors;
using LineAD.Testing;
using LineAD.Training.Benchmarking;

namespace LineAD.Training.Tests.Benchmarking;

public sealed class BenchmarkPlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-plan-").FullName;

    [Theory]
    [InlineData("benchmark.json", 200)]
    [InlineData("benchmark-long.json", 1000)]
    public void Read_ShippedPlan_HasEveryRowOnceAndTheReferenceWithoutSteps(string file, int leastSteps)
    {
        var cases = BenchmarkPlan.Read(Path.Combine(RepositoryRoot.Path, "config", file)).Cases;

        cases.Select(run => run.FileName).ShouldBeUnique();
        cases.Select(run => run.Category).Distinct().Count().ShouldBe(3);
        cases.Where(run => run.IsReference).ShouldAllBe(run => run.Steps == 0);
        cases.Where(run => !run.IsReference).ShouldAllBe(run => run.Steps >= leastSteps);
        cases.ShouldContain(run => run.Id == "cookie/stu-seg-without-sfm/1");
    }

    [Fact]
    public void Read_UnknownKey_NamesIt() => Should.Throw<LineAdConfigurationException>(() => BenchmarkPlan.Read(Write(
        """{ "teacher": "builtin", "groups": [{ "rows": ["rd"], "categories": ["a"], "seeds": [1], "stepz": 3 }] }""")))
        .Message.ShouldContain("stepz");

    [Fact]
    public void Read_NoRun_IsRefused() => Should.Throw<LineAdConfigurationException>(
        () => BenchmarkPlan.Read(Write("""{ "teacher": "builtin", "groups": [] }"""))).Message.ShouldContain("no run");

    [Fact]
    public void Cases_RunNamedTwice_IsRunOnce()
    {
        var plan = BenchmarkPlan.Read(Write(
            """
            { "teacher": "builtin", "groups": [
              { "rows": ["rd", "rd"], "categories": ["a"], "seeds": [1], "steps": 3 },
              { "rows": ["rd"], "categories": ["a"], "seeds": [1, 2], "steps": 3 }] }
            """));

        plan.Cases.Select(run => run.Id).ShouldBe(["a/rd/1", "a/rd/2"]);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private string Write(string json)
    {
        var path = Path.Combine(_folder, "plan.json");
        File.WriteAllText(path, json);
        return path;
    }
}
