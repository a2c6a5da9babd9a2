using System.Reflection;
using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>Finds liblinead_cv.so and, where it is missing, says how to get it.</summary>
internal static class NativeLoader
{
    internal const string Library = "linead_cv";

    internal const string Remedy =
        "run `deploy/linead setup`, which builds it and needs the Debian packages cmake, g++, libopencv-core-dev, "
        + "libopencv-imgproc-dev and libopencv-imgcodecs-dev";

    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        if (NativeLibrary.TryLoad(name, assembly, path ?? DllImportSearchPath.AssemblyDirectory, out var handle))
        {
            return handle;
        }

        throw new DllNotFoundException(
            $"lib{Library}.so or an OpenCV library under it can not be loaded from {AppContext.BaseDirectory}: "
            + $"{Remedy}.");
    }
}
