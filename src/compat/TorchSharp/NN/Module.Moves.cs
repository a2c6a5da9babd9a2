namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Moves and converts; parameters become new objects, as in the real package. Integers keep their type.</summary>
            internal Module _to(Device? device, ScalarType? dtype)
            {
                if (dtype is { } type && !is_floating_point(type))
                {
                    throw new ArgumentException(
                        $"nn.Module.to only accepts floating point types, but got desired dtype={type}", nameof(dtype));
                }

                InitializeDevice(device);
                foreach (var module in children())
                {
                    module._to(device, dtype);
                }

                var fields = ComponentFields().ToLookup(NameOf);
                foreach (var (name, tensor) in named_parameters(false).Select(p => (p.name, (Tensor)p.parameter))
                    .Concat(named_buffers(false)).ToList())
                {
                    var target = tensor.is_floating_point() ? dtype ?? tensor.dtype : tensor.dtype;
                    if (tensor.ToWillCopy(target, device ?? tensor.device))
                    {
                        var moved = Moved(tensor, target, device ?? tensor.device);
                        Replace(name, moved);
                        fields[name].FirstOrDefault()?.SetValue(this, moved);
                    }
                }

                return this;
            }

            private static Tensor Moved(Tensor tensor, ScalarType type, Device device)
            {
                using var mode = no_grad();
                var data = tensor.to(type, device);
                if (tensor is not Modules.Parameter)
                {
                    return data;
                }

                var parameter = new Modules.Parameter(data, tensor.requires_grad);
                using var grad = tensor.grad;
                using var movedGrad = grad?.to(type, device);
                parameter.grad = movedGrad;
                return parameter;
            }
        }
    }
}
