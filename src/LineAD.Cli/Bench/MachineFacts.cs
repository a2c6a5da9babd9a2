using LineAD.Cli.Doctor;
using LineAD.Models;

namespace LineAD.Cli.Bench;

/// <summary>What the figures were measured on.</summary>
internal static class MachineFacts
{
    public static BenchMachine Read(string precision)
    {
        var cpuInfo = MachineProbe.ReadCpuInfo();
        var flags = MachineProbe.Field(cpuInfo, "flags").Split(' ');
        return new BenchMachine(
            MachineProbe.Field(cpuInfo, "model name"),
            Environment.ProcessorCount,
            flags.Contains("amx_bf16"),
            flags.Contains("avx512_bf16"),
            "cpu",
            precision,
            TorchLibrary.Version);
    }
}
