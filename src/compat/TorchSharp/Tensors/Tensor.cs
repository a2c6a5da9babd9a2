using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of libtorch; owned by the innermost dispose scope of the thread that made it, if any.</summary>
    public partial class Tensor : IDisposable
    {
        private const int MaxRank = 16;
        private static long _totalCount;
        private static long _peakCount;
        internal nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var count = Interlocked.Increment(ref _totalCount);
            if (count > Volatile.Read(ref _peakCount))
            {
                Volatile.Write(ref _peakCount, count);
            }

            if (register)
            {
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
            }
        }

        ~Tensor() => Dispose(false);

        /// <summary>Tensors of the process that are neither disposed nor finalised.</summary>
        public static long TotalCount => Interlocked.Read(ref _totalCount);
        public nint Handle => handle != 0
            ? handle
            : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        internal DisposeScope? OwningDisposeScope { get; set; }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
            {
                return;
            }

            if (disposing)
            {
                DisposeScopeManager.ThreadSingleton.DisposingOnCurrentScope(this);
                OwningDisposeScope?.MarkAsDisposed(this);
            }

            Interlocked.Decrement(ref _totalCount);
            NativeMethods.la_free(handle);
            handle = 0;
        }

        /// <summary>Gives the native tensor to another object; this one becomes empty.</summary>
        internal nint MoveHandle()
        {
            var moved = Handle;
            handle = 0;
            Interlocked.Decrement(ref _totalCount);
            GC.SuppressFinalize(this);
            return moved;
        }
    }
}
