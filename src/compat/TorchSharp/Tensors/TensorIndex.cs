namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of an index expression: a number, a slice, a mask or index tensor, or an ellipsis.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { What = Kind.Ellipsis };

        public static TensorIndex None = new() { What = Kind.None };

        public static TensorIndex Colon = Slice();

        internal enum Kind
        {
            Slice,
            Single,
            Tensor,
            Ellipsis,
            None,
        }

        internal Kind What { get; private set; }

        internal long? Start { get; private set; }

        internal long? Stop { get; private set; }

        internal long? Step { get; private set; }

        internal Tensor? Indices { get; private set; }

        public static implicit operator TensorIndex(long value) => Single(value);
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { What = Kind.Slice, Start = start, Stop = stop, Step = step };
        public static TensorIndex Single(long? index) => new() { What = Kind.Single, Start = index };
    }
}
