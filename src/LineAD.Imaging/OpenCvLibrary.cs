using OpenCvSharp;

namespace LineAD.Imaging;

/// <summary>What the loaded OpenCV is, for <c>linead doctor</c>.</summary>
public static class OpenCvLibrary
{
    /// <summary>Version of OpenCV, for instance 4.6.0.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static string Version => Cv2.GetVersionString() ?? "unknown";
}
