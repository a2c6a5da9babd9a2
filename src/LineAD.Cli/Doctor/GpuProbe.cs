using System.ComponentModel;
using System.Diagnostics;

namespace LineAD.Cli.Doctor;

/// <summary>GPU: what the driver shows, and what libtorch can use of it.</summary>
internal static class GpuProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<DoctorCheck> RunAsync(CancellationToken cancellationToken)
    {
        var driver = await AskDriverAsync(cancellationToken);
        var usable = LibraryProbe.CudaDevices() ?? 0;
        return (driver, usable) switch
        {
            (null, 0) => DoctorCheck.Note("GPU", "none; scoring runs on the CPU"),
            (null, _) => DoctorCheck.Ok("GPU", $"{usable} usable by libtorch"),
            (_, 0) => DoctorCheck.Note(
                "GPU",
                $"{driver}, but libtorch cannot use it",
                "Use the CUDA build: LineAdVendor=nuget with LineAdTorch=cuda."),
            _ => DoctorCheck.Ok("GPU", $"{driver}; {usable} usable by libtorch"),
        };
    }

    private static async Task<string?> AskDriverAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Limit);
            using var process = Process.Start(new ProcessStartInfo(
                "nvidia-smi", ["--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var first = string.Join("; ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()));
            return process.ExitCode == 0 && first.Length > 0 ? first : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "nvidia-smi does not answer";
        }
    }
}
