using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015), with coupled or decoupled (Loshchilov and Hutter 2019) weight decay.</summary>
public abstract class AdamBase : OptimizerHelper
{
    private readonly bool _isDecoupled;

    private protected AdamBase(IEnumerable<Parameter> parameters, Options options, bool isDecoupled)
    {
        _isDecoupled = isDecoupled;
        Add(new ParamGroup(parameters, options), p => new State(p, options.amsgrad!.Value));
    }

    private protected override void Update(OptimizerOptions options, Parameter parameter, Tensor grad, OptimizerState state)
    {
        var (o, s) = ((Options)options, (State)state);
        var (rate, decay) = (o.LearningRate!.Value, o.weight_decay!.Value);
        var (beta1, beta2) = (o.beta1!.Value, o.beta2!.Value);
        if (o.maximize!.Value)
        {
            grad = grad.neg();
        }

        if (decay != 0 && _isDecoupled)
        {
            parameter.mul_(1 - (rate * decay));
        }
        else if (decay != 0)
        {
            grad = grad.add(parameter, decay);
        }

        s.step++;
        s.exp_avg.mul_(beta1).add_(grad, 1 - beta1);
        s.exp_avg_sq.mul_(beta2).addcmul_(grad, grad, 1 - beta2);
        s.max_exp_avg_sq?.copy_(s.max_exp_avg_sq.maximum(s.exp_avg_sq));
        var root = (s.max_exp_avg_sq ?? s.exp_avg_sq).sqrt();
        root.div_(Math.Sqrt(1 - Math.Pow(beta2, s.step))).add_(o.eps!.Value);
        parameter.addcdiv_(s.exp_avg, root, -rate / (1 - Math.Pow(beta1, s.step)));
    }

    public class Options : OptimizerOptions
    {
        public double? beta1;
        public double? beta2;
        public double? weight_decay;
        public double? eps;
        public bool? amsgrad;
        public bool? maximize;

        internal override void SetMomentum(double value) => beta1 = value;

        public override void SaveStateDict(BinaryWriter writer)
        {
            base.SaveStateDict(writer);
            writer.Write(beta1!.Value);
            writer.Write(beta2!.Value);
            writer.Write(eps!.Value);
            writer.Write(weight_decay!.Value);
            writer.Write(amsgrad!.Value);
            writer.Write(maximize!.Value);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            base.LoadStateDict(reader);
            beta1 = reader.ReadDouble();
            beta2 = reader.ReadDouble();
            eps = reader.ReadDouble();
            weight_decay = reader.ReadDouble();
            amsgrad = reader.ReadBoolean();
            maximize = reader.ReadBoolean();
        }
    }

    public sealed class State : OptimizerState
    {
        public long step;
        public Tensor exp_avg;
        public Tensor exp_avg_sq;
        public Tensor? max_exp_avg_sq;
        private readonly Device _device;

        internal State(Parameter parameter, bool amsgrad)
        {
            _device = parameter.device;
            exp_avg = ZerosLike(parameter);
            exp_avg_sq = ZerosLike(parameter);
            max_exp_avg_sq = amsgrad ? ZerosLike(parameter) : null;
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            exp_avg.Save(writer);
            exp_avg_sq.Save(writer);
            SaveOptional(writer, max_exp_avg_sq);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            exp_avg.Load(reader);
            exp_avg_sq.Load(reader);
            max_exp_avg_sq = LoadOptional(reader, max_exp_avg_sq, _device);
        }

        public override void Dispose()
        {
            exp_avg.Dispose();
            exp_avg_sq.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
