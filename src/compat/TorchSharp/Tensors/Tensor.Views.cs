using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Aten.One("view", this, shape);
        public Tensor reshape(params long[] shape) => Aten.One("reshape", this, shape);
        public Tensor permute(params long[] permutation) => Aten.One("permute", this, permutation);
        public Tensor expand(params long[] sizes) => Aten.One("expand", this, sizes);
        public Tensor repeat(params long[] sizes) => Aten.One("repeat", this, sizes);
        public Tensor squeeze(long? dim = null) =>
            dim is { } d ? Aten.One("squeeze.dim", this, d) : Aten.One("squeeze", this);
        public Tensor unsqueeze(long dim) => Aten.One("unsqueeze", this, dim);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Aten.One("flatten.using_ints", this, start_dim, end_dim);
        public Tensor transpose(long dim0, long dim1) => Aten.One("transpose.int", this, dim0, dim1);
        public Tensor t() => Aten.One("t", this);
        public Tensor narrow(long dim, long start, long length) => Aten.One("narrow", this, dim, start, length);
        public Tensor slice(long dim, long start, long finish, long step) =>
            Aten.One("slice.Tensor", this, dim, start, finish, step);
        public Tensor select(long dim, long index) => Aten.One("select.int", this, dim, index);
        public Tensor index_select(long dim, Tensor index) => Aten.One("index_select", this, dim, index);

        private Tensor Same(string op, Arg a, Arg b = default)
        {
            if (b.Tag == ValueTag.None)
            {
                Aten.Run(op, this, a);
            }
            else
            {
                Aten.Run(op, this, a, b);
            }

            return this;
        }

        private Tensor Same(string op)
        {
            Aten.Run(op, this);
            return this;
        }
    }
}
