using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private enum Info
        {
            Rank,
            Elements,
            ElementSize,
            Type,
            DeviceType,
            DeviceIndex,
            Contiguous,
            RequiresGrad,
            Leaf,
            Count,
        }

        /// <summary>Length of each dimension.</summary>
        public long[] shape => Lengths(strides: false);

        public long ndim => Describe(Info.Rank);
        public ScalarType dtype => (ScalarType)Describe(Info.Type);
        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);
        public DeviceType device_type => (DeviceType)Describe(Info.DeviceType);
        public int device_index => (int)Describe(Info.DeviceIndex);

        public long[] stride() => Lengths(strides: true);
        public long numel() => Describe(Info.Elements);
        public long element_size() => Describe(Info.ElementSize);
        public bool is_contiguous() => Describe(Info.Contiguous) != 0;
        public override string ToString() =>
            handle == 0 ? "[disposed]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        [SkipLocalsInit]
        private unsafe long Describe(Info what)
        {
            var info = stackalloc long[(int)Info.Count];
            NativeMethods.Check(NativeMethods.la_describe(Handle, info, null, null, 0));
            GC.KeepAlive(this);
            return info[(int)what];
        }

        [SkipLocalsInit]
        private unsafe long[] Lengths(bool strides)
        {
            var info = stackalloc long[(int)Info.Count];
            var lengths = stackalloc long[MaxRank];
            var steps = stackalloc long[MaxRank];
            NativeMethods.Check(NativeMethods.la_describe(Handle, info, lengths, steps, MaxRank));
            GC.KeepAlive(this);
            var rank = (int)Math.Min(info[0], MaxRank);
            return new ReadOnlySpan<long>(strides ? steps : lengths, rank).ToArray();
        }
    }
}
