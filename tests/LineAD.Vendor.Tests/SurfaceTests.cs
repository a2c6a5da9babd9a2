using System.Collections.Concurrent;
using System.Reflection;

namespace LineAD.Vendor.Tests;

/// <summary>
/// Each <c>src/compat/*/SURFACE.txt</c> lists the vendor members that the product may use; they must exist, with that
/// shape, in whatever is loaded: the stand-in or the real package.
/// </summary>
/// <remarks>
/// Format: one member a line, <c>FULL.TYPE.NAME: SIGNATURE</c>; empty lines and lines that start with # are skipped.
/// <list type="bullet">
/// <item>Type: namespace, outer types and name joined by dots; a generic type with its arity, as in <c>Module`2</c>.</item>
/// <item>Method: <c>static Tensor cat(IList&lt;Tensor&gt; tensors, long dim = 0)</c>. In signatures types have their C#
/// keyword or their bare name, generic methods <c>T to&lt;T&gt;(…)</c>, tuples <c>(long, long)</c>, value types that
/// may be null a question mark (reference types never), <c>params</c>, <c>ref</c>, <c>out</c> and defaults as in C#
/// (an enum default by its value's name, a default struct as <c>default</c>). An extension method has no
/// <c>this</c>.</item>
/// <item>Constructor: <c>new(string description)</c>. Property: <c>long[] shape { get; }</c>; an indexer's name is
/// <c>Item[params long[] indices]</c>. Field: <c>long step;</c>. Event: <c>event Action Closed;</c>. Value of an enum:
/// <c>Bilinear = 2</c>. Only the type itself: <c>type</c>.</item>
/// <item>Protected members start with <c>protected</c>. White space does not matter. What is listed is the least: a
/// type may have more, and a listed getter may have a setter beside it.</item>
/// </list>
/// </remarks>
public sealed class SurfaceTests
{
    private static readonly ConcurrentDictionary<Type, HashSet<string>> Signatures = new();

    private static readonly Dictionary<string, string[]> RealAssemblies = new()
    {
        ["TorchSharp"] = ["TorchSharp"],
        ["MQTTnet"] = ["MQTTnet"],
        ["OpenCvSharp4"] = ["OpenCvSharp"],
        ["prometheus-net.AspNetCore"] = ["Prometheus.AspNetCore", "Prometheus.NetStandard"],
    };

    public static TheoryData<string> Folders()
    {
        var data = new TheoryData<string>();
        var root = Path.Combine(AppContext.BaseDirectory, "surface");
        foreach (var file in Directory.EnumerateFiles(root, "SURFACE.txt", SearchOption.AllDirectories))
        {
            data.Add(Path.GetFileName(Path.GetDirectoryName(file)!));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Surface_EachListedMember_ExistsWithThatShape(string folder)
    {
        var types = Load(folder).SelectMany(a => a.GetExportedTypes())
            .ToDictionary(t => t.FullName!.Replace('+', '.'));
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "surface", folder, "SURFACE.txt"))
            .Where(l => l.Length > 0 && !l.StartsWith('#')).ToList();

        lines.ShouldNotBeEmpty();
        lines.Where(l => !Exists(types, l)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("System.String: string Substring(int startIndex, int length)", true)]
    [InlineData("System.String: string Substring(int startIndex, long length)", false)]
    [InlineData("System.String: string Substring(int from, int length)", false)]
    [InlineData("System.String: Substring(int startIndex, int length)", false)]
    [InlineData("System.String: int Length { get; }", true)]
    [InlineData("System.String: int Length { get; set; }", false)]
    [InlineData("System.DayOfWeek: Friday = 5", true)]
    [InlineData("System.DayOfWeek: Friday = 6", false)]
    [InlineData("System.Missing: type", false)]
    [InlineData("System.Text.StringBuilder: new(int capacity)", true)]
    public void Exists_KnownMember_IsToldFromUnknown(string line, bool expected)
    {
        var types = typeof(string).Assembly.GetExportedTypes().ToDictionary(t => t.FullName!.Replace('+', '.'));

        Exists(types, line).ShouldBe(expected);
    }

    private static bool Exists(Dictionary<string, Type> types, string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !types.TryGetValue(line[..colon].Trim(), out var type))
        {
            return false;
        }

        return Signatures.GetOrAdd(type, t => [.. SurfaceSignature.Of(t).Select(SurfaceSignature.Squeeze)])
            .Contains(SurfaceSignature.Squeeze(line[(colon + 1)..]));
    }

    private static IEnumerable<Assembly> Load(string folder)
    {
        var standIn = $"LineAD.Compat.{folder}";
        var isStandIn = File.Exists(Path.Combine(AppContext.BaseDirectory, standIn + ".dll"));
        return (isStandIn ? [standIn] : RealAssemblies[folder]).Select(Assembly.Load);
    }
}
