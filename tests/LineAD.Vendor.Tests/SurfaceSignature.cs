using System.Globalization;
using System.Reflection;

namespace LineAD.Vendor.Tests;

/// <summary>Writes members the way SURFACE.txt lists them; see <see cref="SurfaceTests"/> for the format.</summary>
internal static class SurfaceSignature
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
        | BindingFlags.Instance | BindingFlags.FlattenHierarchy;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>Every signature by which the visible members of a type may be listed.</summary>
    internal static IEnumerable<string> Of(Type type) =>
        new[] { "type" }.Concat(type.GetMembers(All).SelectMany(m => Of(type, m)));

    internal static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static IEnumerable<string> Of(Type type, MemberInfo member) => member switch
    {
        FieldInfo f when type.IsEnum && f.IsStatic =>
            [string.Create(CultureInfo.InvariantCulture, $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), null)}")],
        FieldInfo f when f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly =>
            [$"{(f.IsPublic ? "" : "protected ")}{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name};"],
        ConstructorInfo c when IsVisible(c) => [$"{Access(c)}new({Parameters(c)})"],
        MethodInfo m when IsVisible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            [$"{Access(m)}{Name(m.ReturnType)} {MethodName(m)}({Parameters(m)})"],
        PropertyInfo p => Property(p),
        EventInfo e when e.AddMethod is { } add && IsVisible(add) =>
            [$"{Access(add)}event {Name(e.EventHandlerType!)} {e.Name};"],
        _ => [],
    };

    private static IEnumerable<string> Property(PropertyInfo p)
    {
        var get = p.GetMethod is { } g && IsVisible(g) ? g : null;
        var set = p.SetMethod is { } s && IsVisible(s) ? s : null;
        if ((get ?? set) is not { } any)
        {
            yield break;
        }

        var index = p.GetIndexParameters() is { Length: > 0 } list ? $"[{string.Join(", ", list.Select(Parameter))}]" : "";
        var head = $"{Access(any)}{Name(p.PropertyType)} {p.Name}{index}";
        if (get is not null && set is not null)
        {
            yield return $"{head} {{ get; set; }}";
        }

        if (get is not null)
        {
            yield return $"{head} {{ get; }}";
        }

        if (set is not null)
        {
            yield return $"{head} {{ set; }}";
        }
    }

    private static bool IsVisible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static string Access(MethodBase m) => (m.IsPublic ? "" : "protected ") + (m.IsStatic ? "static " : "");

    private static string MethodName(MethodInfo m) =>
        m.IsGenericMethod ? $"{m.Name}<{string.Join(", ", m.GetGenericArguments().Select(Name))}>" : m.Name;

    private static string Parameters(MethodBase m) => string.Join(", ", m.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo p)
    {
        var isParams = p.IsDefined(typeof(ParamArrayAttribute), false);
        var mode = isParams ? "params " : p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsIn ? "in " : "ref " : "";
        return $"{mode}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + Default(p) : "")}";
    }

    private static string Default(ParameterInfo p)
    {
        var type = Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType;
        return p.RawDefaultValue switch
        {
            null when type.IsValueType && type == p.ParameterType => "default",
            null => "null",
            bool b => b ? "true" : "false",
            string s => $"\"{s}\"",
            var v when type.IsEnum => Enum.GetName(type, Enum.ToObject(type, v)) ?? Text(v),
            var v => Text(v),
        };
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Name(inner) + "?";
        }

        if (!type.IsGenericType)
        {
            return Keywords.GetValueOrDefault(type, type.Name);
        }

        var own = type.Name.IndexOf('`', StringComparison.Ordinal);
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return IsTuple(type)
            ? $"({arguments})"
            : own < 0 ? type.Name : $"{type.Name[..own]}<{arguments}>";
    }

    private static bool IsTuple(Type type) =>
        type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);
}
