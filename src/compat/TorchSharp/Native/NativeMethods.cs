using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>The exports of <c>liblinead_torch</c> (src/compat/native/torch).</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "linead_torch";

    static NativeMethods() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);

    /// <summary>Throws what the native side reported as an ExternalException, as TorchSharp does.</summary>
    internal static void Check(int status)
    {
        if (status != 0)
        {
            throw new TorchException(Marshal.PtrToStringUTF8(la_last_error()));
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != Library)
        {
            return 0;
        }

        const string File = "lib" + Library + ".so";
        var folder = Path.GetDirectoryName(assembly.Location);
        var path = string.IsNullOrEmpty(folder) ? Path.Combine(AppContext.BaseDirectory, File) : Path.Combine(folder, File);
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException(MissingText(path, e.Message), e);
        }
    }

    /// <summary>What a user reads when the library is missing or does not load.</summary>
    internal static string MissingText(string path, string reason) =>
        $"The Torch library '{path}' could not be loaded: {reason} Run 'deploy/linead setup', which installs "
        + "Debian's package libtorch-dev, builds src/compat/native/torch and copies the library there.";

    [LibraryImport(Library)]
    internal static partial nint la_last_error();
    [LibraryImport(Library)]
    internal static partial nint la_version();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int la_operator(string name, string overload, out nint result);
    [LibraryImport(Library)]
    internal static partial int la_call(nint op, NativeValue* args, int n, NativeValue* results, int capacity, int* count);
    [LibraryImport(Library)]
    internal static partial int la_script_load(byte* bytes, long size, int deviceType, int deviceIndex, out nint result);
    [LibraryImport(Library)]
    internal static partial void la_script_free(nint module);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int la_script_call(
        nint module, string name, NativeValue* args, int n, NativeValue* results, int capacity, int* count);
    [LibraryImport(Library)]
    internal static partial void la_free(nint tensor);
    [LibraryImport(Library)]
    internal static partial int la_describe(nint tensor, long* info, long* shape, long* strides, int capacity);
    [LibraryImport(Library)]
    internal static partial int la_data(nint tensor, out nint data);
    [LibraryImport(Library)]
    internal static partial int la_set_requires_grad(nint tensor, int on);
    [LibraryImport(Library)]
    internal static partial int la_get_grad(nint tensor, out nint result);
    [LibraryImport(Library)]
    internal static partial int la_backward(nint tensor, nint gradient, int retainGraph, int createGraph);
    [LibraryImport(Library)]
    internal static partial int la_grad_enabled();
    [LibraryImport(Library)]
    internal static partial void la_set_grad_enabled(int on);
    [LibraryImport(Library)]
    internal static partial int la_inference_open(int on, out nint guard);
    [LibraryImport(Library)]
    internal static partial void la_inference_close(nint guard);
    [LibraryImport(Library)]
    internal static partial int la_set_threads(int count);
    [LibraryImport(Library)]
    internal static partial int la_manual_seed(long seed);
    [LibraryImport(Library)]
    internal static partial int la_cuda_query(int what, out long result);
    [LibraryImport(Library)]
    internal static partial int la_cuda_synchronize(long device);
}
