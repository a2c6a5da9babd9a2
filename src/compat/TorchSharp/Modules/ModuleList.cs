using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in a list, registered under their positions.</summary>
public class ModuleList<T> : nn.Module, IReadOnlyList<T>
    where T : nn.Module
{
    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>)) => Array.ForEach(modules, Add);
    public int Count => children().Count();
    public T this[int index] => (T)children().ElementAt(index);
    public void Add(T item) =>
        register_module(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), item);
    public void append(params T[] parameters) => Array.ForEach(parameters, Add);
    public IEnumerator<T> GetEnumerator() => children().Cast<T>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
    }
}
