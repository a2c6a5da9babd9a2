using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static Adam Adam(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, AdamOptions(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));
        public static AdamW AdamW(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
            new(parameters, AdamOptions(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize));

        private static AdamBase.Options AdamOptions(
            double lr, double beta1, double beta2, double eps, double decay, bool amsgrad, bool maximize) => new()
            {
                LearningRate = lr,
                beta1 = beta1,
                beta2 = beta2,
                eps = eps,
                weight_decay = decay,
                amsgrad = amsgrad,
                maximize = maximize,
            };
    }
}
