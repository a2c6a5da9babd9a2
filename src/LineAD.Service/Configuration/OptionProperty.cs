using System.Reflection;
using System.Text.Json;

namespace LineAD.Service.Configuration;

/// <summary>An option of an options class, under its name in JSON.</summary>
internal sealed record OptionProperty(string Name, PropertyInfo Property, bool Nullable)
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Dictionary<Type, IReadOnlyList<OptionProperty>> Known = [];

    /// <summary>Type without the question mark.</summary>
    public Type Type => System.Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Whether it is a section of its own.</summary>
    public bool IsSection => IsSectionType(Type);

    /// <summary>The options of a class, in the order of its source.</summary>
    public static IReadOnlyList<OptionProperty> Of(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var properties))
            {
                properties = [.. type.GetProperties().Where(p => p.CanWrite).Select(Make)];
                Known.Add(type, properties);
            }

            return properties;
        }
    }

    /// <summary>Whether <paramref name="type"/> is an options class.</summary>
    public static bool IsSectionType(Type type) => type.Namespace == typeof(Core.Configuration.LineAdOptions).Namespace;

    /// <summary>Element type of a list, or null.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>Whether <paramref name="type"/> is a table of texts.</summary>
    public static bool IsTable(Type type) => type == typeof(Dictionary<string, string>);

    private static OptionProperty Make(PropertyInfo property)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        var nullable = System.Nullable.GetUnderlyingType(property.PropertyType) is not null
            || (!property.PropertyType.IsValueType
                && Nullability.Create(property).ReadState == NullabilityState.Nullable);
        return new OptionProperty(name, property, nullable);
    }
}
