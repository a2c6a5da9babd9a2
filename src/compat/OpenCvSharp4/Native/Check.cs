using System.Runtime.InteropServices;

namespace OpenCvSharp.Native;

/// <summary>Turns the status of a shim call into the exception that OpenCvSharp throws.</summary>
internal static class Check
{
    public static void Ok(int status)
    {
        if (status != 0)
        {
            Throw();
        }
    }

    private static unsafe void Throw()
    {
        byte* function;
        byte* message;
        byte* file;
        NativeMethods.lcv_last_error(out var code, out var line, &function, &message, &file);
        throw new OpenCVException((ErrorCode)code, Text(function), Text(message), Text(file), line);
    }

    private static unsafe string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";
}
