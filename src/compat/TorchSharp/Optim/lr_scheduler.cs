namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static LRScheduler CosineAnnealingLR(
                Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch);
            public static LRScheduler StepLR(
                Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.StepLR(optimizer, step_size, gamma, last_epoch);

            /// <summary>Sets the learning rate of each group from the number of steps taken.</summary>
            public abstract class LRScheduler
            {
                private readonly Optimizer _optimizer;
                private readonly List<double> _lastRates;

                private protected LRScheduler(Optimizer optimizer, int last_epoch)
                {
                    _optimizer = optimizer;
                    Epoch = last_epoch;
                    BaseRates = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                    _lastRates = [.. optimizer.ParamGroups.Select(g => g.LearningRate)];
                }

                private protected int Epoch { get; private set; }

                private protected IReadOnlyList<double> BaseRates { get; }

                public virtual void step() => step(null);

                public virtual void step(int? epoch)
                {
                    Epoch = epoch ?? Epoch + 1;
                    var at = 0;
                    foreach (var group in _optimizer.ParamGroups)
                    {
                        group.LearningRate = Rate(at, epoch is null ? group.LearningRate : null);
                        _lastRates[at++] = group.LearningRate;
                    }
                }

                public IEnumerable<double> get_last_lr() => _lastRates;

                /// <summary>The rate of a group at <see cref="Epoch"/>: from its current one, or in closed form without it.</summary>
                private protected abstract double Rate(int group, double? current);
            }

            public static partial class impl
            {
                public class StepLR : LRScheduler
                {
                    private readonly int _stepSize;
                    private readonly double _gamma;

                    internal StepLR(Optimizer optimizer, int step_size, double gamma, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        _stepSize = step_size;
                        _gamma = gamma;
                        step();
                    }

                    private protected override double Rate(int group, double? current) => current is not { } rate
                        ? BaseRates[group] * Math.Pow(_gamma, Epoch / _stepSize)
                        : Epoch == 0 || Epoch % _stepSize != 0 ? rate : rate * _gamma;
                }

                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _period;
                    private readonly double _minimum;

                    internal CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min, int last_epoch)
                        : base(optimizer, last_epoch)
                    {
                        _period = T_max;
                        _minimum = eta_min;
                        step();
                    }

                    private protected override double Rate(int group, double? current)
                    {
                        if (current is not { } rate)
                        {
                            return _minimum + ((BaseRates[group] - _minimum) * Share(Epoch) / 2);
                        }

                        if (Epoch == 0)
                        {
                            return rate;
                        }

                        return (Epoch - 1 - _period) % (2 * _period) == 0
                            ? rate + ((BaseRates[group] - _minimum) * (1 - Math.Cos(Math.PI / _period)) / 2)
                            : (Share(Epoch) / Share(Epoch - 1) * (rate - _minimum)) + _minimum;
                    }

                    private double Share(int epoch) => 1 + Math.Cos(Math.PI * epoch / _period);
                }
            }
        }
    }
}
