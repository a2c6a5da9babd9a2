namespace TorchSharp.Utils;

/// <summary>The name under which a field is registered, instead of its own.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
