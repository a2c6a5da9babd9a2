using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor mean() => Aten.One("mean", this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Aten.One("mean.dim", this, dimensions, keepdim, type);
        public Tensor sum(ScalarType? type = null) => Aten.One("sum", this, type);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Aten.One("sum.dim_IntList", this, dim, keepdim, type);
        public Tensor max() => Aten.One("max", this);
        public Tensor min() => Aten.One("min", this);
        public Tensor amax(params long[] dims) => Aten.One("amax", this, dims);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into("amax", dims, keepdim, @out);
        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into("amin", dims, keepdim, @out);
        public Tensor std(bool unbiased = true) => Aten.One("std", this, unbiased);
        public Tensor norm(float p = 2.0f) => Aten.One("norm.Scalar", this, (double)p);
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Aten.Two("topk", this, (long)k, (long)dim, largest, sorted);
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) =>
            Aten.Two("sort.stable", this, stable, dim, descending);

        private Tensor Into(string op, long[] dims, bool keepdim, Tensor? target)
        {
            if (target is null)
            {
                return Aten.One(op, this, dims, keepdim);
            }

            Aten.Run(op + ".out", this, dims, keepdim, target);
            return target;
        }
    }
}
