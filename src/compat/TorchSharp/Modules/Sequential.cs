using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after another; intermediate results are disposed on the way.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules)
        {
            append(name, module);
        }
    }

    public int Count => children().Count();

    [System.Runtime.CompilerServices.IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => (nn.IModule<Tensor, Tensor>)children().ElementAt(index);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) =>
        append(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    public override Tensor forward(Tensor tensor)
    {
        var current = tensor;
        foreach (var module in children())
        {
            var next = ((nn.IModule<Tensor, Tensor>)module).call(current);
            if (!ReferenceEquals(current, tensor))
            {
                current.Dispose();
            }

            current = next;
        }

        return ReferenceEquals(current, tensor) ? tensor.alias() : current;
    }

    protected override void RegisterComponents()
    {
    }
}
