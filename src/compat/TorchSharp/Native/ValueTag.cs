namespace TorchSharp.Native;

/// <summary>What a <see cref="NativeValue"/> holds; the numbers of <c>la_tag</c>.</summary>
internal enum ValueTag
{
    None = 0,
    Tensor = 1,
    Int = 2,
    Double = 3,
    Bool = 4,
    Ints = 5,
    Doubles = 6,
    Tensors = 7,
    OptionalTensors = 8,
    String = 9,
    Device = 10,
}
