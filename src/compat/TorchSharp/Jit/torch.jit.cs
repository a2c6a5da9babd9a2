using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>Loads a module from the bytes of an archive. The archive is a program: only load what is trusted.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">It is no archive, or does not compile.</exception>
        public static unsafe ScriptModule load(byte[] bytes, DeviceType device_type = DeviceType.CPU, long device_index = -1)
        {
            fixed (byte* data = bytes)
            {
                NativeMethods.Check(NativeMethods.la_script_load(
                    data, bytes.Length, (int)device_type, (int)device_index, out var module));
                return new ScriptModule(module);
            }
        }
    }
}
