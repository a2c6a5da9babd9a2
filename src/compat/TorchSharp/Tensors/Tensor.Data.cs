using System.Runtime.CompilerServices;
using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The memory of a contiguous CPU tensor of at most <see cref="int.MaxValue"/> bytes.</summary>
        public unsafe Span<byte> bytes
        {
            get
            {
                CheckReadable();
                var count = numel() * element_size();
                if (!is_contiguous() || count > int.MaxValue)
                {
                    throw new InvalidOperationException(
                        $"bytes needs a contiguous tensor of at most {int.MaxValue} bytes, got {this}; call contiguous().");
                }

                return new Span<byte>((void*)DataPointer, (int)count);
            }

            set
            {
                if (value.Length != numel() * element_size())
                {
                    throw new ArgumentException($"{value.Length} bytes do not fill {this}.", nameof(value));
                }

                value.CopyTo(bytes);
            }
        }

        internal nint DataPointer
        {
            get
            {
                NativeMethods.Check(NativeMethods.la_data(Handle, out var data));
                return data;
            }
        }

        /// <summary>Typed access to the elements of a CPU tensor, in index order whatever its strides are.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            CheckReadable();
            return Unsafe.SizeOf<T>() == element_size()
                ? new TensorAccessor<T>(this)
                : throw new ArgumentException($"A tensor of {dtype} can not be read as {typeof(T).Name}.");
        }

        /// <summary>The only element.</summary>
        public T item<T>()
            where T : unmanaged
        {
            if (numel() != 1)
            {
                throw new ArgumentException($"item() needs a tensor with one element, got {this}.");
            }

            if (Unsafe.SizeOf<T>() != element_size() || (dtype != ScalarType.BFloat16 && TypeOf<T>() != dtype))
            {
                throw new ArgumentException($"A tensor of {dtype} can not be read as {typeof(T).Name}; convert it first.");
            }

            if (device_type == DeviceType.CPU)
            {
                return data<T>()[0];
            }

            using var host = cpu();
            return host.data<T>()[0];
        }

        /// <summary>Writes the elements as they lie in memory, little-endian.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024) => stream.Write(bytes);

        /// <summary>Fills the elements from a stream.</summary>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024) => stream.ReadExactly(bytes);

        private void CheckReadable()
        {
            if (device_type != DeviceType.CPU)
            {
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }
        }
    }
}
