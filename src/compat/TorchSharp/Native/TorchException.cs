using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>What libtorch reported; callers catch <see cref="ExternalException"/>, as with the real package.</summary>
internal sealed class TorchException(string? message) : ExternalException(message);
