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
    public static int get_num_threads() => NativeMethods.la_get_threads();
    public static void set_num_interop_threads(int num) =>
        NativeMethods.Check(NativeMethods.la_set_interop_threads(num));
    public static int get_num_interop_threads() => NativeMethods.la_get_interop_threads();

    private static bool Switch(int which, int value)
    {
        NativeMethods.Check(NativeMethods.la_switch(which, value, out var result));
        return result != 0;
    }

    public static partial class cuda
    {
        public static bool is_available() => Query(0) != 0;
        public static int device_count() => (int)Query(1);
        public static bool is_cudnn_available() => Query(2) != 0;
        public static void manual_seed(long seed) => manual_seed_all(seed);
        public static void manual_seed_all(long seed) => NativeMethods.Check(NativeMethods.la_cuda_manual_seed(seed));

        /// <summary>Waits until everything queued on the device is done.</summary>
        public static void synchronize(Device? device = null) =>
            NativeMethods.Check(NativeMethods.la_cuda_synchronize(device?.index ?? -1));

        private static long Query(int what)
        {
            NativeMethods.Check(NativeMethods.la_cuda_query(what, out var result));
            return result;
        }
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get => Switch(0, -1);
                    set => Switch(0, value ? 1 : 0);
                }
            }
        }

        public static partial class cudnn
        {
            public static bool allow_tf32
            {
                get => Switch(1, -1);
                set => Switch(1, value ? 1 : 0);
            }
        }
    }
}
