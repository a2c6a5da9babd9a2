using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Aten.One("to.dtype", this, type, non_blocking, copy), disposeAfter);
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);
        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            After(Aten.One("to.device", this, InitializeDevice(device), type, non_blocking, copy), disposeAfter);
        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false,
            bool non_blocking = false) =>
            to(new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);
        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);
        public Tensor cpu() => to(CPU);

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Aten.Run("copy_", this, source, nonBlocking);
            return this;
        }

        public Tensor clone() => Aten.One("clone", this);
        public Tensor contiguous() => Aten.One("contiguous", this);

        /// <summary>Another tensor over the same memory, gradient history included.</summary>
        public Tensor alias() => Aten.One("alias", this);

        /// <summary>Another tensor over the same memory, without gradient history.</summary>
        public Tensor detach() => Aten.One("detach", this);

        internal bool ToWillCopy(ScalarType type, Device target) =>
            dtype != type || device_type != target.type || (target.index >= 0 && device_index != target.index);

        private Tensor After(Tensor result, bool disposeThis)
        {
            if (disposeThis)
            {
                Dispose();
            }

            return result;
        }
    }
}
