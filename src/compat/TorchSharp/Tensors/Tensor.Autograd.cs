using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Describe(Info.RequiresGrad) != 0;
            set => NativeMethods.Check(NativeMethods.la_set_requires_grad(Handle, value ? 1 : 0));
        }

        /// <summary>The accumulated gradient: a new tensor over the same memory at each call; null before any.</summary>
        public Tensor? grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.la_get_grad(Handle, out var result));
                return result == 0 ? null : new Tensor(result);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Adds the gradients of this scalar to the leaves it was made from, and frees the graph.</summary>
        public void backward() => Backward(null, false, false);

        private void Backward(Tensor? gradient, bool retain, bool create)
        {
            NativeMethods.Check(
                NativeMethods.la_backward(Handle, gradient?.Handle ?? 0, retain ? 1 : 0, create ? 1 : 0));
            GC.KeepAlive(gradient);
            GC.KeepAlive(this);
        }
    }
}
