using System.Reflection;
using System.Runtime.CompilerServices;
using LineAD.Imaging;
using LineAD.Models;
using LineAD.Transport.Kafka;

namespace LineAD.Cli.Doctor;

/// <summary>Vendor mode and the native libraries, each loaded for real.</summary>
internal static class LibraryProbe
{
    private const string Remedy = "Run deploy/linead setup: it installs or builds what is missing.";
    private const string PackageRemedy =
        "The package is built for a newer system than this one: delete .vendor.props, unset LineAdVendor and run deploy/linead setup, which then takes what loads here.";

    private static readonly string Vendor = typeof(LibraryProbe).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "LineAdVendor")?.Value ?? "unknown";

    public static IEnumerable<DoctorCheck> Run()
    {
        yield return DoctorCheck.Ok("vendor mode", Vendor == "nuget"
            ? "nuget: TorchSharp, MQTTnet, OpenCvSharp4 and prometheus-net from the package feed"
            : "standin: the stand-ins of src/compat over the system's libtorch and OpenCV");
        yield return Load("libtorch", DoctorStatus.Missing, TorchVersion);
        yield return Load("OpenCV", DoctorStatus.Missing, OpenCvVersion);
        yield return Load("librdkafka", DoctorStatus.Note, KafkaVersion);
    }

    /// <summary>Number of CUDA devices that libtorch can use, or null when it cannot be asked.</summary>
    public static int? CudaDevices()
    {
        try
        {
            return CountCudaDevices();
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            return null;
        }
    }

    private static DoctorCheck Load(string name, DoctorStatus otherwise, Func<string> version)
    {
        try
        {
            return DoctorCheck.Ok(name, version());
        }
        catch (Exception e) when (IsLoadFailure(e))
        {
            // TorchSharp tells every file that it tried, over many lines.
            var message = (e.InnerException ?? e).Message.Split('\n')[0].TrimEnd();
            return new DoctorCheck(name, otherwise, message, Vendor == "nuget" ? PackageRemedy : Remedy);
        }
    }

    private static bool IsLoadFailure(Exception e) =>
        e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException
            or FileNotFoundException or InvalidOperationException or NotSupportedException;

    // Each in a method of its own, so that its assembly is loaded inside the try.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string TorchVersion() => TorchLibrary.PackedPrecisions is { Count: > 0 } packed
        ? $"{TorchLibrary.Version}, convolution weights packed once in {string.Join(" and ", packed)}"
        : $"{TorchLibrary.Version}, without oneDNN: convolution weights are reordered at every call on the CPU";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountCudaDevices() => TorchLibrary.CudaDevices;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string OpenCvVersion() => OpenCvLibrary.Version;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string KafkaVersion() => KafkaNativeLibrary.Version;
}
