using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>A TorchScript module; its methods take and return tensors.</summary>
        public sealed class ScriptModule : IDisposable
        {
            private nint _handle;

            internal ScriptModule(nint handle) => _handle = handle;

            ~ScriptModule() => Release();

            public void Dispose()
            {
                Release();
                GC.SuppressFinalize(this);
            }

            /// <summary>Calls a method. Thread-safe if the method is.</summary>
            /// <returns>The tensor that it returns.</returns>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">What libtorch reported.</exception>
            public unsafe object invoke(string name, params object[] objs)
            {
                ObjectDisposedException.ThrowIf(_handle == 0, this);
                var args = stackalloc NativeValue[objs.Length];
                for (var k = 0; k < objs.Length; k++)
                {
                    var tensor = objs[k] as Tensor
                        ?? throw new ArgumentException($"argument {k} is no tensor; only tensors are passed on here", nameof(objs));
                    args[k] = new NativeValue { Tag = ValueTag.Tensor, Bits = tensor.Handle };
                }

                NativeValue result;
                int count;
                var status = NativeMethods.la_script_call(_handle, name, args, objs.Length, &result, 1, &count);
                GC.KeepAlive(objs);
                GC.KeepAlive(this);
                NativeMethods.Check(status);
                return count == 1 && result.Tag == ValueTag.Tensor
                    ? new Tensor((nint)result.Bits)
                    : throw new InvalidOperationException($"{name} returns something else than a tensor; only that is passed on here");
            }

            private void Release()
            {
                if (Interlocked.Exchange(ref _handle, 0) is var handle and not 0)
                {
                    NativeMethods.la_script_free(handle);
                }
            }
        }
    }
}
