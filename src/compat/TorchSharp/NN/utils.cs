using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients down so that their joint norm is at most <paramref name="max_norm"/>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var mode = no_grad();
                using var scope = NewDisposeScope();
                var gradients = tensors.Select(t => t.grad).OfType<Tensor>().ToList();
                if (gradients.Count == 0)
                {
                    return 0;
                }

                var norms = stack(gradients.Select(g => g.norm((float)norm_type).to(ScalarType.Float32, CPU)));
                var total = norms.norm((float)norm_type).item<float>();
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                {
                    gradients.ForEach(g => g.mul_(scale));
                }

                return total;
            }
        }
    }
}
