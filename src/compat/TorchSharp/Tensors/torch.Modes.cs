using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until disposed, this thread records no gradient history.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);
    public static bool is_grad_enabled() => NativeMethods.la_grad_enabled() != 0;

    /// <summary>Until disposed on this thread: no history, no version counting; results can not join a graph later.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.ThreadSingleton.NewDisposeScope();

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = is_grad_enabled();
        private bool _isDisposed;

        internal GradMode(bool enabled) => NativeMethods.la_set_grad_enabled(enabled ? 1 : 0);

        public void Dispose()
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                NativeMethods.la_set_grad_enabled(_before ? 1 : 0);
            }
        }
    }

    private sealed class InferenceMode : IDisposable
    {
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private nint _guard;

        internal InferenceMode(bool enabled) =>
            NativeMethods.Check(NativeMethods.la_inference_open(enabled ? 1 : 0, out _guard));

        public void Dispose()
        {
            if (_guard == 0)
            {
                return;
            }

            // The native guard restores state of its own thread: elsewhere it would corrupt this one.
            if (_thread != Environment.CurrentManagedThreadId)
            {
                throw new InvalidOperationException("inference_mode must be disposed on the thread that opened it.");
            }

            NativeMethods.la_inference_close(_guard);
            _guard = 0;
        }
    }
}
