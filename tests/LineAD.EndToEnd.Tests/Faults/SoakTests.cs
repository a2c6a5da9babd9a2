using System.Diagnostics;
using System.Text.Json;
using LineAD.EndToEnd.Tests.Support;

namespace LineAD.EndToEnd.Tests.Faults;

/// <summary>The shortest soak; <c>LINEAD_SOAK_MINUTES=30</c> makes it the long one.</summary>
public sealed class SoakTests : LineFixture
{
    private static string Minutes => Environment.GetEnvironmentVariable("LINEAD_SOAK_MINUTES") ?? "0.6";

    [Fact]
    public async Task Soak_SomeFaults_AccountsForEveryPart()
    {
        var report = Path.Combine(Folder, "soak.json");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "linead"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in new[]
        {
            "soak", "--minutes", Minutes, "--faults", "link-reset,scorer-stall,nan-scores,service-kill", "--report", report, "--out", Folder,
            "--seed", "4",
        })
        {
            start.ArgumentList.Add(argument);
        }

        using var soak = Process.Start(start)!;
        var output = soak.StandardOutput.ReadToEndAsync(Limit);
        var error = await soak.StandardError.ReadToEndAsync(Limit);
        await soak.WaitForExitAsync(Limit);

        soak.ExitCode.ShouldBe(0, await output + error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        (Number("lost"), Number("duplicatedIds"), Number("lateOnReject"), Number("silentUnexplained")).ShouldBe((0, 0, 0, 0));
        json.RootElement.GetProperty("ledgerBalanced").GetBoolean().ShouldBeTrue();
        Number("decisions").ShouldBeGreaterThan(100);
        Number("received").ShouldBeGreaterThanOrEqualTo(Number("acknowledged"));
        json.RootElement.GetProperty("faults").EnumerateObject().ShouldNotBeEmpty();
    }
}
