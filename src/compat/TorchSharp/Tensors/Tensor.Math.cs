using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Aten.One("add.Tensor", this, target);
        public Tensor add(Tensor target, Scalar alpha) => Aten.One("add.Tensor", this, target, alpha);
        public Tensor add(Scalar scalar) => Aten.One("add.Scalar", this, scalar);
        public Tensor add_(Tensor target) => Same("add_.Tensor", target);
        public Tensor add_(Tensor target, Scalar alpha) => Same("add_.Tensor", target, alpha);
        public Tensor add_(Scalar scalar) => Same("add_.Scalar", scalar);
        public Tensor sub(Tensor target) => Aten.One("sub.Tensor", this, target);
        public Tensor sub(Scalar target) => Aten.One("sub.Scalar", this, target);
        public Tensor sub_(Tensor target) => Same("sub_.Tensor", target);
        public Tensor sub_(Scalar target) => Same("sub_.Scalar", target);
        public Tensor mul(Tensor target) => Aten.One("mul.Tensor", this, target);
        public Tensor mul(Scalar target) => Aten.One("mul.Scalar", this, target);
        public Tensor mul_(Tensor target) => Same("mul_.Tensor", target);
        public Tensor mul_(Scalar target) => Same("mul_.Scalar", target);
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.One("div.Tensor_mode", this, target, Mode(rounding_mode));
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Aten.One("div.Scalar_mode", this, target, Mode(rounding_mode));
        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Divide("div_.Tensor_mode", target, rounding_mode);
        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Divide("div_.Scalar_mode", target, rounding_mode);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Aten.Run("addcmul_", this, tensor1, tensor2, value);
            return this;
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            Aten.Run("addcdiv_", this, tensor1, tensor2, value);
            return this;
        }
        public Tensor pow(Scalar exponent) => Aten.One("pow.Tensor_Scalar", this, exponent);
        public Tensor pow(Tensor exponent) => Aten.One("pow.Tensor_Tensor", this, exponent);
        public Tensor square() => pow(2);
        public Tensor sqrt() => Aten.One("sqrt", this);
        public Tensor sqrt_() => Same("sqrt_");
        public Tensor rsqrt() => Aten.One("rsqrt", this);
        public Tensor abs() => Aten.One("abs", this);
        public Tensor neg() => Aten.One("neg", this);
        public Tensor log() => Aten.One("log", this);
        public Tensor round(long decimals = 0) => Aten.One("round.decimals", this, decimals);
        public Tensor reciprocal() => Aten.One("reciprocal", this);
        public Tensor sigmoid() => Aten.One("sigmoid", this);
        public Tensor relu() => Aten.One("relu", this);
        public Tensor relu_() => Same("relu_");
        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.One("softmax.int", this, dim, dtype);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Aten.One("clamp", this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Aten.Run("clamp_", this, min, max);
            return this;
        }

        public Tensor clamp_min(Scalar min) => Aten.One("clamp_min", this, min);
        public Tensor maximum(Tensor other) => Aten.One("maximum", this, other);
        public Tensor minimum(Tensor other) => Aten.One("minimum", this, other);
        public Tensor bmm(Tensor batch2) => Aten.One("bmm", this, batch2);
        public Tensor mm(Tensor target) => Aten.One("mm", this, target);
        public Tensor fill_(Scalar value) => Same("fill_.Scalar", value);

        /// <summary>Zeroes in place; the result is another tensor over the same memory.</summary>
        public Tensor zero_() => Aten.One("zero_", this);

        private static Arg Mode(RoundingMode mode) => mode == RoundingMode.None ? Arg.None : mode.ToString();

        private Tensor Divide(string op, Arg divisor, RoundingMode mode)
        {
            Aten.Run(op, this, divisor, Mode(mode));
            return this;
        }
    }
}
