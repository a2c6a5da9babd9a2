using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Gradient descent with momentum.</summary>
public class SGD : OptimizerHelper
{
    internal SGD(IEnumerable<Parameter> parameters, Options options) =>
        Add(new ParamGroup(parameters, options), p => new State(p));

    private protected override void Update(OptimizerOptions options, Parameter parameter, Tensor grad, OptimizerState state)
    {
        var o = (Options)options;
        var momentum = o.momentum!.Value;
        if (o.weight_decay!.Value != 0)
        {
            grad = grad.add(parameter, o.weight_decay.Value);
        }

        if (momentum != 0)
        {
            var buffer = ((State)state).Advance(grad, momentum, 1 - o.dampening!.Value);
            grad = o.nesterov!.Value ? grad.add(buffer, momentum) : buffer;
        }

        var rate = o.LearningRate!.Value;
        parameter.add_(grad, o.maximize!.Value ? rate : -rate);
    }

    public class Options : OptimizerOptions
    {
        public double? momentum;
        public double? dampening;
        public double? weight_decay;
        public bool? nesterov;
        public bool? maximize;

        internal override void SetMomentum(double value) => momentum = value;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(momentum!.Value);
            writer.Write(dampening!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(nesterov!.Value);
            writer.Write(maximize!.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            momentum = reader.ReadDouble();
            dampening = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            nesterov = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    public sealed class State : OptimizerState
    {
        public Tensor? momentum_buffer;
        private readonly Device _device;

        internal State(Parameter parameter) => _device = parameter.device;
        public override void SaveStateDict(BinaryWriter writer) => SaveOptional(writer, momentum_buffer);
        public override void LoadStateDict(BinaryReader reader) =>
            momentum_buffer = LoadOptional(reader, momentum_buffer, _device);
        public override void Dispose() => momentum_buffer?.Dispose();

        internal Tensor Advance(Tensor grad, double momentum, double share)
        {
            if (momentum_buffer is null)
            {
                return momentum_buffer = grad.clone().DetachFromDisposeScope();
            }

            return momentum_buffer.mul_(momentum).add_(grad, share);
        }
    }
}
