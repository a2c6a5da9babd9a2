using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LineAD.Cli.Doctor;

/// <summary>Processor, memory, disk and clock.</summary>
internal static class MachineProbe
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;
    private const double WantedMemoryGib = 2;
    private const double WantedDiskGib = 1;

    // Flag in /proc/cpuinfo, and what it is for.
    private static readonly (string Flag, string Name)[] Features =
    [
        ("avx2", "AVX2"), ("avx512f", "AVX-512"), ("avx512_bf16", "AVX-512 BF16"), ("amx_tile", "AMX"),
        ("amx_bf16", "AMX BF16"), ("amx_int8", "AMX INT8"),
    ];

    public static IEnumerable<DoctorCheck> Run(string dataDirectory)
    {
        yield return DoctorCheck.Ok("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        var cpuInfo = ReadCpuInfo();
        yield return Processor(Environment.ProcessorCount, cpuInfo);
        yield return Instructions(cpuInfo);
        yield return Memory();
        yield return Disk(dataDirectory);
        yield return Clock();
    }

    /// <summary>Instruction sets that decide how fast a CPU scores.</summary>
    internal static DoctorCheck Instructions(string cpuInfo)
    {
        var line = Field(cpuInfo, "flags").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Features.Where(f => line.Contains(f.Flag)).Select(f => f.Name).ToList();
        var text = found.Count == 0 ? "none of AVX2, AVX-512, AMX" : string.Join(", ", found);
        return found.Contains("AMX BF16") || found.Contains("AVX-512 BF16")
            ? DoctorCheck.Ok("instruction sets", $"{text}: bf16 scoring on the CPU")
            : DoctorCheck.Note("instruction sets", $"{text}: the CPU has no bf16, scoring runs in fp32");
    }

    private static DoctorCheck Processor(int cores, string cpuInfo)
    {
        var model = Field(cpuInfo, "model name");
        var text = $"{cores} cores, {(model.Length == 0 ? RuntimeInformation.ProcessArchitecture.ToString() : model)}";
        return cores >= 2
            ? DoctorCheck.Ok("processor", text)
            : DoctorCheck.Note("processor", text, "Give it 2 cores or more: decoding and scoring run side by side.");
    }

    private static DoctorCheck Memory()
    {
        var gib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gibibyte;
        var text = string.Create(CultureInfo.InvariantCulture, $"{gib:F1} GiB usable");
        return gib >= WantedMemoryGib
            ? DoctorCheck.Ok("memory", text)
            : DoctorCheck.Note("memory", text, "Lower pipeline.poolBytes and pipeline.payloadBytes, or add memory.");
    }

    private static DoctorCheck Disk(string dataDirectory)
    {
        var folder = Path.GetFullPath(dataDirectory);
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = parent;
        }

        try
        {
            using (File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose))
            {
                var gib = new DriveInfo(folder).AvailableFreeSpace / Gibibyte;
                var text = string.Create(CultureInfo.InvariantCulture, $"{gib:F1} GiB free for {folder}");
                return gib >= WantedDiskGib
                    ? DoctorCheck.Ok("disk", text)
                    : DoctorCheck.Note("disk", text, "Free some space: the journal and the models need it.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Missing(
                "disk", $"{folder} cannot be written: {e.Message}", "Set dataDirectory to a folder that can be written.");
        }
    }

    private static DoctorCheck Clock()
    {
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = $"{now}, monotonic resolution {1_000_000_000 / Stopwatch.Frequency} ns";
        return File.Exists("/run/systemd/timesync/synchronized") || Directory.Exists("/run/chrony")
            ? DoctorCheck.Ok("clock", $"{text}, synchronised")
            : DoctorCheck.Note(
                "clock",
                $"{text}, not known to be synchronised",
                "Deadlines do not need it, but times in messages and logs do: run chrony or systemd-timesyncd.");
    }

    internal static string ReadCpuInfo()
    {
        try
        {
            return File.ReadAllText("/proc/cpuinfo");
        }
        catch (IOException)
        {
            return "";
        }
    }

    internal static string Field(string cpuInfo, string name)
    {
        var line = cpuInfo.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) ?? "";
        return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
