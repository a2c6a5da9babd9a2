using System.Buffers.Binary;
using LineAD.Models.Weights.Pickle;
using Microsoft.Win32.SafeHandles;

namespace LineAD.Models.Weights;

/// <summary>
/// A state dictionary as torch.save wrote it before 1.6: five pickles (magic, protocol, system, object, storage keys),
/// then each storage as i64 count and values.
/// </summary>
internal sealed class TorchLegacyFile : WeightFile
{
    private const int MaxFileBytes = 1024 * 1024 * 1024;
    private const int MaxPickleBytes = 16 * 1024 * 1024;
    private const int PicklesBeforeObject = 3;
    private readonly SafeFileHandle _handle;

    private TorchLegacyFile(string path, SafeFileHandle handle, Dictionary<string, WeightEntry> entries)
        : base(path, entries) => _handle = handle;

    internal static new TorchLegacyFile Open(string path)
    {
        var handle = File.OpenHandle(path);
        try
        {
            return new TorchLegacyFile(path, handle, Index(handle));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing) => _handle.Dispose();

    private protected override void ReadCore(WeightEntry entry, Span<byte> destination) =>
        FileBytes.ReadExactly(_handle, destination, entry.Offset);

    private static Dictionary<string, WeightEntry> Index(SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        if (length > MaxFileBytes)
        {
            throw new WeightFormatException($"{length} bytes are more than any supported state dictionary has");
        }

        var head = new byte[Math.Min(length, MaxPickleBytes)];
        FileBytes.ReadExactly(handle, head, 0);
        var position = 0;
        for (var k = 0; k < PicklesBeforeObject; k++)
        {
            Next(head, ref position);
        }

        var tensors = StateDictionary.Tensors(Next(head, ref position));
        var keys = Next(head, ref position) as List<object?>
            ?? throw new WeightFormatException("the list of storages is missing");
        var storages = Storages(handle, keys, tensors.Values, position, length);
        return tensors.ToDictionary(t => t.Key, t => Entry(t.Key, t.Value, storages), StringComparer.Ordinal);
    }

    private static object? Next(byte[] head, ref int position)
    {
        var machine = new PickleMachine(head.AsMemory(position));
        var value = machine.Run();
        position += machine.Position;
        return value;
    }

    private static Dictionary<string, long> Storages(
        SafeFileHandle handle, List<object?> keys, IEnumerable<PickleTensor> tensors, long position, long length)
    {
        var known = tensors.Select(t => t.Storage).DistinctBy(s => s.Key)
            .ToDictionary(s => s.Key, StringComparer.Ordinal);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var key in keys)
        {
            if (key is not string name || !known.TryGetValue(name, out var storage))
            {
                throw new WeightFormatException($"storage '{key}' belongs to no tensor");
            }

            FileBytes.ReadExactly(handle, count, position);
            position += sizeof(long);
            if (BinaryPrimitives.ReadInt64LittleEndian(count) != storage.Elements
                || storage.Elements > (length - position) / WeightTypes.SizeOf(storage.Type))
            {
                throw new WeightFormatException(
                    $"storage '{name}' has not the {storage.Elements} values it should have");
            }

            found[name] = position;
            position += storage.Elements * WeightTypes.SizeOf(storage.Type);
        }

        return found;
    }

    private static WeightEntry Entry(string name, PickleTensor tensor, Dictionary<string, long> storages)
    {
        if (!storages.TryGetValue(tensor.Storage.Key, out var start))
        {
            throw new WeightFormatException($"the values of '{name}' are missing");
        }

        var offset = start + (tensor.Offset * WeightTypes.SizeOf(tensor.Storage.Type));
        return new WeightEntry(name, tensor.Storage.Type, tensor.Shape, tensor.Elements) { Offset = offset };
    }
}
