using System.Text.Json;
using LineAD.Cli.Doctor;
using LineAD.Simulation.Brokers;
using LineAD.Testing;

namespace LineAD.Cli.Tests.Doctor;

public class DoctorTests
{
    [Theory]
    [InlineData("flags\t\t: fpu avx2 avx512f avx512_bf16 amx_tile amx_bf16", DoctorStatus.Ok, "AMX BF16")]
    [InlineData("flags\t\t: fpu avx2 avx512f avx512_bf16", DoctorStatus.Ok, "AVX-512 BF16")]
    [InlineData("flags\t\t: fpu avx2", DoctorStatus.Note, "fp32")]
    [InlineData("", DoctorStatus.Note, "none of")]
    internal void Instructions_CpuFlags_TellWhetherBf16Pays(string cpuInfo, DoctorStatus status, string expected)
    {
        var check = MachineProbe.Instructions(cpuInfo);

        check.Status.ShouldBe(status);
        check.Value.ShouldContain(expected);
    }

    [Fact]
    public async Task Run_ThisMachine_ListsEverythingAsJson()
    {
        using var output = new StringWriter();
        var code = await new DoctorRun(null, asJson: true, output).RunAsync(CancellationToken.None);

        using var report = JsonDocument.Parse(output.ToString());
        var checks = report.RootElement.GetProperty("checks").EnumerateArray().ToList();
        checks.Select(c => c.GetProperty("name").GetString()).ShouldBe(
        [
            "system", "processor", "instruction sets", "memory", "disk", "clock", "vendor mode", "libtorch", "OpenCV",
            "librdkafka", "GPU", "mosquitto",
        ]);
        var missing = checks.Count(c => c.GetProperty("status").GetString() == "missing");
        report.RootElement.GetProperty("ok").GetBoolean().ShouldBe(missing == 0);
        code.ShouldBe(missing == 0 ? 0 : 1);
        checks.Where(c => c.GetProperty("status").GetString() == "missing")
            .ShouldAllBe(c => c.GetProperty("remedy").GetString() != null);
    }

    [Fact]
    public async Task Run_BrokerOfTheConfigurationAway_IsMissingWithARemedy()
    {
        var port = FreePort.Next();
        var path = Path.GetTempFileName();
        try
        {
            var text = await File.ReadAllTextAsync(RepositoryRoot.Combine("config", "linead.json"));
            await File.WriteAllTextAsync(path, text.Replace("\"port\": null", $"\"port\": {port}", StringComparison.Ordinal));
            using var output = new StringWriter();

            var code = await new DoctorRun(path, asJson: false, output).RunAsync(CancellationToken.None);

            code.ShouldBe(1);
            output.ToString().ShouldContain($"127.0.0.1:{port} cannot be reached");
            output.ToString().ShouldContain("-> Start it, or correct mqtt.host and mqtt.port.");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
