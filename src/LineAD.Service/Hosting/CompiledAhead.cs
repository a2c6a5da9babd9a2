using System.Reflection;
using System.Runtime.CompilerServices;

namespace LineAD.Service.Hosting;

/// <summary>
/// Has the product's methods and those of its MQTT client compiled before frames come in. What a rehearsal cannot reach, a broker
/// connection above all, would otherwise be compiled while the first parts wait: measured, their decisions then miss a deadline of
/// 100 ms. The program runs without tiers (LineAD.Cli.csproj), so a method compiled here is compiled for good.
/// </summary>
internal static class CompiledAhead
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] Prefixes =
    [
        "LineAD.Core", "LineAD.Imaging", "LineAD.Models", "LineAD.Pipeline", "LineAD.Service", "LineAD.Storage", "LineAD.Transport",
        "MQTTnet", "LineAD.Compat.MQTTnet",
    ];

    /// <summary>Compiles; returns how many methods.</summary>
    public static int Run(CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var type in Assemblies(typeof(CompiledAhead).Assembly).SelectMany(Types))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!type.ContainsGenericParameters)
            {
                count += type.GetMethods(Declared).Count<MethodBase>(Prepare) + type.GetConstructors(Declared).Count<MethodBase>(Prepare);
            }
        }

        return count;
    }

    private static IEnumerable<Assembly> Assemblies(Assembly root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { root.FullName! };
        var open = new Queue<Assembly>([root]);
        while (open.TryDequeue(out var assembly))
        {
            yield return assembly;
            foreach (var name in assembly.GetReferencedAssemblies().Where(IsHot))
            {
                if (seen.Add(name.FullName))
                {
                    open.Enqueue(Assembly.Load(name));
                }
            }
        }
    }

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private static bool IsHot(AssemblyName name) => Prefixes.Any(p => name.Name!.StartsWith(p, StringComparison.Ordinal));

    private static bool Prepare(MethodBase method)
    {
        if (method.IsAbstract || method.ContainsGenericParameters || method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        {
            return false;
        }

        try
        {
            // Without an address, which a virtual method has from its first use on, PrepareMethod does nothing for it (seen with .NET 10).
            _ = method.MethodHandle.GetFunctionPointer();
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return true;
        }
        catch (Exception)
        {
            // Only time is lost: a method that cannot be compiled here is compiled, or fails, when somebody calls it.
            return false;
        }
    }
}
