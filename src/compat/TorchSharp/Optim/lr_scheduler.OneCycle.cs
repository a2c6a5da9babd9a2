using static TorchSharp.torch.optim.lr_scheduler.impl.OneCycleLR;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler OneCycleLR(
                Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1,
                double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true,
                double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25,
                double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
            {
                var steps = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                if (steps <= 1 || three_phase || last_epoch != -1)
                {
                    throw new ArgumentException(
                        "OneCycleLR of the stand-in needs total_steps (or epochs and steps_per_epoch) above 1, two phases "
                        + $"and a fresh start; got {steps} steps, three_phase {three_phase}, last_epoch {last_epoch}.");
                }

                var start = max_lr / div_factor;
                var lowest = start / final_div_factor;
                return new impl.OneCycleLR(
                    optimizer, steps, pct_start, anneal_strategy, (start, max_lr, lowest),
                    cycle_momentum ? (max_momentum, base_momentum, max_momentum) : null);
            }

            public static partial class impl
            {
                /// <summary>Up to the highest rate and down below the first one; momentum the other way round.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly double _top;
                    private readonly double _end;
                    private readonly AnnealStrategy _strategy;
                    private readonly (double, double, double) _rates;
                    private readonly (double, double, double)? _momenta;
                    private readonly List<Modules.ParamGroup> _groups;

                    internal OneCycleLR(
                        Optimizer optimizer, int steps, double share, AnnealStrategy strategy,
                        (double, double, double) rates, (double, double, double)? momenta)
                        : base(optimizer, -1)
                    {
                        (_top, _end) = ((share * steps) - 1, steps - 1);
                        (_strategy, _rates, _momenta, _groups) = (strategy, rates, momenta, optimizer.Groups);
                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    private protected override double Rate(int group, double? current)
                    {
                        if (_momenta is { } momenta)
                        {
                            _groups[group].Options.SetMomentum(Phase(momenta));
                        }

                        return Phase(_rates);
                    }

                    private double Phase((double First, double Top, double Last) values) => Epoch <= _top
                        ? Between(values.First, values.Top, Epoch / _top)
                        : Between(values.Top, values.Last, Math.Min(1, (Epoch - _top) / (_end - _top)));

                    private double Between(double from, double to, double share) => _strategy == AnnealStrategy.Cos
                        ? to + ((from - to) / 2 * (Math.Cos(Math.PI * share) + 1))
                        : from + ((to - from) * share);
                }
            }
        }
    }
}
