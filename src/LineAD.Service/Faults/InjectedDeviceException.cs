using System.Runtime.InteropServices;

namespace LineAD.Service.Faults;

/// <summary>Looks like what TorchSharp throws when libtorch fails.</summary>
internal sealed class InjectedDeviceException(string message) : ExternalException(message);
