using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Something with a learning rate.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }
            double InitialLearningRate { get; set; }
        }

        /// <summary>Base of the optimizers.</summary>
        public abstract class Optimizer : IDisposable
        {
            private readonly List<Modules.ParamGroup> _groups = [];

            public virtual IEnumerable<ILearningRateController> ParamGroups => _groups;
            internal List<Modules.ParamGroup> Groups => _groups;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Zeroes the gradients in place.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var grad = parameter.grad;
                    grad?.fill_(0);
                }
            }

            /// <summary>Updates the parameters once; returns the closure's loss, if there is one.</summary>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            public virtual IEnumerable<Parameter> parameters() => _groups.SelectMany(g => g.Parameters);

            protected abstract void Dispose(bool disposing);
        }
    }
}
