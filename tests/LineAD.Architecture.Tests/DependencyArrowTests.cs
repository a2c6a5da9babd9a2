namespace LineAD.Architecture.Tests;

/// <summary>The whole dependency graph; nothing else is allowed. A new arrow is a design decision: change it here last.</summary>
public sealed class DependencyArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["LineAD.Core"] = [],
        ["LineAD.Pipeline"] = ["LineAD.Core"],
        ["LineAD.Imaging"] = ["LineAD.Core"],
        ["LineAD.Models"] = ["LineAD.Core"],
        ["LineAD.Transport.Mqtt"] = ["LineAD.Core"],
        ["LineAD.Transport.Kafka"] = ["LineAD.Core"],
        ["LineAD.Storage"] = ["LineAD.Core"],
        ["LineAD.Training"] = ["LineAD.Imaging", "LineAD.Models"],
        ["LineAD.Simulation"] = ["LineAD.Imaging", "LineAD.Transport.Kafka", "LineAD.Transport.Mqtt"],
        ["LineAD.Service"] =
        [
            "LineAD.Imaging", "LineAD.Models", "LineAD.Pipeline", "LineAD.Storage", "LineAD.Transport.Kafka",
            "LineAD.Transport.Mqtt",
        ],
        ["LineAD.Cli"] = ["LineAD.Service", "LineAD.Simulation", "LineAD.Training"],
    };

    [Fact]
    public void ProductProjects_References_AreExactlyTheArrows()
    {
        var actual = ProjectFile.Below("src").Where(project => !IsStandIn(project)).ToDictionary(
            project => project.Name, project => string.Join(' ', project.Projects.Order(StringComparer.Ordinal)));

        actual.ShouldBe(Arrows.ToDictionary(arrow => arrow.Key, arrow => string.Join(' ', arrow.Value)), ignoreOrder: true);
    }

    [Fact]
    public void Testing_References_IsSimulationOnly() =>
        ProjectFile.Below("tests").Single(project => project.Name == "LineAD.Testing").Projects
            .ShouldBe(["LineAD.Simulation"]);

    [Fact]
    public void TestProjects_References_NeverOneAnother()
    {
        foreach (var project in ProjectFile.Below("tests"))
        {
            project.Projects.Where(name => name.EndsWith(".Tests", StringComparison.Ordinal))
                .ShouldBeEmpty($"{project} must not build on another test project; shared helpers go into LineAD.Testing");
        }
    }

    [Fact]
    public void StandIns_References_NoProduct()
    {
        var standIns = ProjectFile.Below("src").Where(IsStandIn).ToList();

        standIns.Count.ShouldBe(4);
        foreach (var project in standIns)
        {
            project.Projects.ShouldBeEmpty($"stand-in {project} replaces a package and so knows nothing of LineAD");
        }
    }

    [Fact]
    public void Solution_Projects_AreAllProjects()
    {
        var solution = Checkout.Read("LineAD.sln").Replace('\\', '/');

        ProjectFile.Below("src").Concat(ProjectFile.Below("tests"))
            .Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal))
            .ShouldBeEmpty("these projects are missing from LineAD.sln");
    }

    private static bool IsStandIn(ProjectFile project) =>
        project.Path.StartsWith("src/compat/", StringComparison.Ordinal);
}
