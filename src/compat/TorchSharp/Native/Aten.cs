using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace TorchSharp.Native;

/// <summary>Calls operators of libtorch by name: <c>"add.Tensor"</c> is <c>aten::add</c>, overload <c>Tensor</c>.</summary>
internal static unsafe class Aten
{
    private const int ScratchWords = 64;
    private const int MaxListResults = 4096;
    private static readonly ConcurrentDictionary<string, nint> Operators = new(StringComparer.Ordinal);

    /// <summary>Calls for one tensor.</summary>
    internal static torch.Tensor One(string op, params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Invoke(op, args, &result, 1);
        return new torch.Tensor((nint)result.Bits);
    }

    /// <summary>Calls for two tensors.</summary>
    internal static (torch.Tensor First, torch.Tensor Second) Two(string op, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc NativeValue[2];
        Invoke(op, args, results, 2);
        return (new torch.Tensor((nint)results[0].Bits), new torch.Tensor((nint)results[1].Bits));
    }

    /// <summary>Calls for a number or a truth value.</summary>
    internal static NativeValue Value(string op, params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Invoke(op, args, &result, 1);
        return result;
    }

    /// <summary>Calls an in-place operator, whose result is its first argument.</summary>
    internal static void Run(string op, params ReadOnlySpan<Arg> args) => Invoke(op, args, null, 0);

    [SkipLocalsInit]
    private static int Invoke(string op, ReadOnlySpan<Arg> args, NativeValue* results, int capacity)
    {
        var handle = Find(op);
        var native = stackalloc NativeValue[args.Length];
        var words = 0;
        foreach (ref readonly var arg in args)
        {
            words += arg.Words;
        }

        var local = stackalloc long[ScratchWords];
        var large = words > ScratchWords ? GC.AllocateUninitializedArray<long>(words, pinned: true) : null;
        var scratch = large is null ? local : (long*)Unsafe.AsPointer(ref large[0]);
        for (var k = 0; k < args.Length; k++)
        {
            native[k] = args[k].Write(ref scratch);
        }

        int count;
        var status = NativeMethods.la_call(handle, native, args.Length, results, capacity, &count);
        GC.KeepAlive(large);
        foreach (ref readonly var arg in args)
        {
            arg.KeepAlive();
        }

        NativeMethods.Check(status);
        return count;
    }

    private static nint Find(string op) => Operators.TryGetValue(op, out var handle) ? handle : Resolve(op);

    private static nint Resolve(string op)
    {
        var dot = op.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? op : op[..dot];
        NativeMethods.Check(NativeMethods.la_operator("aten::" + name, dot < 0 ? "" : op[(dot + 1)..], out var handle));
        return Operators.GetOrAdd(op, handle);
    }
}
