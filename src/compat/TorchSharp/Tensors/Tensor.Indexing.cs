using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => Aten.One("index.Tensor", this, Arg.Optional(indices));
            set => Aten.Run("index_put_", this, Arg.Optional(indices), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => index_put_(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => index_put_(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => index_put_(value, i1, i2, i3, i4);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var view = Basic(indices, out var tensors);
            var result = tensors is null ? view : Aten.One("index.Tensor", view, Arg.Optional(tensors));
            return (ReferenceEquals(result, this) ? alias() : result).MoveToOuterDisposeScope();
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            using var scope = NewDisposeScope();
            var view = Basic(indices, out var tensors);
            if (tensors is null)
            {
                view.copy_(value);
            }
            else
            {
                Aten.Run("index_put_", view, Arg.Optional(tensors), value);
            }

            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var scalar = Aten.One("scalar_tensor", value, dtype, Arg.None, device);
            return index_put_(scalar, indices);
        }

        // Numbers, slices and new axes are views; index tensors are gathered for one call at the end.
        private Tensor Basic(TensorIndex[] indices, out Tensor?[]? tensors)
        {
            var view = this;
            var gathered = new List<Tensor?>();
            var taken = indices.Count(i => i.What is not TensorIndex.Kind.None and not TensorIndex.Kind.Ellipsis);
            var dim = 0;
            foreach (var index in indices)
            {
                switch (index.What)
                {
                    case TensorIndex.Kind.Single:
                        view = view.select(dim, index.Start!.Value);
                        continue;
                    case TensorIndex.Kind.Slice when index is not { Start: null, Stop: null, Step: null }:
                        view = view.slice(dim, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1);
                        break;
                    case TensorIndex.Kind.None:
                        view = view.unsqueeze(dim);
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dim += (int)ndim - taken;
                        continue;
                    case TensorIndex.Kind.Tensor:
                        Pad(gathered, dim);
                        gathered.Add(index.Indices);
                        break;
                }

                dim++;
            }

            tensors = gathered.Count == 0 ? null : [.. gathered];
            return view;
        }

        private static void Pad(List<Tensor?> list, int count)
        {
            while (list.Count < count)
            {
                list.Add(null);
            }
        }
    }
}
