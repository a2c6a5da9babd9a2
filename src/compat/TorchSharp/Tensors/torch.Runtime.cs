using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Version of the libtorch that the native side was built against.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(NativeMethods.la_version())!;

    /// <summary>Seeds the generators of the CPU and of every GPU.</summary>
    public static Generator manual_seed(long seed)
    {
        NativeMethods.Check(NativeMethods.la_manual_seed(seed));
        return new Generator(seed);
    }

    public static void set_num_threads(int num) => NativeMethods.Check(NativeMethods.la_set_threads(num));

    public static partial class cuda
    {
        public static bool is_available() => Query(0) != 0;
        public static int device_count() => (int)Query(1);

        /// <summary>Waits until everything queued on the device is done.</summary>
        public static void synchronize(Device? device = null) =>
            NativeMethods.Check(NativeMethods.la_cuda_synchronize(device?.index ?? -1));

        private static long Query(int what)
        {
            NativeMethods.Check(NativeMethods.la_cuda_query(what, out var result));
            return result;
        }
    }
}
