using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A module with nothing to learn.</summary>
public abstract class ParameterLessModule<T1, TResult>(string name) : nn.Module<T1, TResult>(name)
{
    protected override void RegisterComponents()
    {
    }
}
