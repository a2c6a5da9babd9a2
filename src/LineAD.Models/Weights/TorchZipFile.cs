using System.IO.Compression;
using LineAD.Models.Weights.Pickle;

namespace LineAD.Models.Weights;

/// <summary>
/// A state dictionary as torch.save writes it since 1.6: a zip with <c>data.pkl</c> and one member per storage.
/// </summary>
internal sealed class TorchZipFile : WeightFile
{
    private const string PickleName = "/data.pkl";
    private const int MaxPickleBytes = 64 * 1024 * 1024;
    private readonly ZipArchive _archive;
    private readonly Lock _gate = new();

    private TorchZipFile(string path, ZipArchive archive, Dictionary<string, WeightEntry> entries)
        : base(path, entries) => _archive = archive;

    internal static new TorchZipFile Open(string path)
    {
        var archive = ZipFile.OpenRead(path);
        try
        {
            return new TorchZipFile(path, archive, Index(archive));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    protected override void Dispose(bool disposing) => _archive.Dispose();

    private protected override void ReadCore(WeightEntry entry, Span<byte> destination)
    {
        lock (_gate)
        {
            using var stream = _archive.GetEntry(entry.Member!)!.Open();
            Skip(stream, entry.Offset);
            stream.ReadExactly(destination);
        }
    }

    private static void Skip(Stream stream, long bytes)
    {
        Span<byte> waste = stackalloc byte[4096];
        while (bytes > 0)
        {
            var part = waste[..(int)Math.Min(bytes, waste.Length)];
            stream.ReadExactly(part);
            bytes -= part.Length;
        }
    }

    private static Dictionary<string, WeightEntry> Index(ZipArchive archive)
    {
        var pickle = archive.Entries.FirstOrDefault(e => e.FullName.EndsWith(PickleName, StringComparison.Ordinal))
            ?? throw new WeightFormatException("it is a zip without data.pkl, not a PyTorch file");
        var folder = pickle.FullName[..^PickleName.Length];
        var tensors = StateDictionary.Tensors(new PickleMachine(ReadPickle(pickle)).Run());
        return tensors.ToDictionary(t => t.Key, t => Entry(archive, folder, t.Key, t.Value), StringComparer.Ordinal);
    }

    private static byte[] ReadPickle(ZipArchiveEntry entry)
    {
        if (entry.Length > MaxPickleBytes)
        {
            throw new WeightFormatException(
                $"its data.pkl of {entry.Length} bytes is larger than any state dictionary");
        }

        using var stream = entry.Open();
        var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(chunk)) > 0 && buffer.Length <= MaxPickleBytes)
        {
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static WeightEntry Entry(ZipArchive archive, string folder, string name, PickleTensor tensor)
    {
        var storage = tensor.Storage;
        var member = $"{folder}/data/{storage.Key}";
        var bytes = (tensor.Offset + tensor.Elements) * WeightTypes.SizeOf(storage.Type);
        if (archive.GetEntry(member) is not { } data || data.Length < bytes)
        {
            throw new WeightFormatException($"'{name}' needs {bytes} bytes of '{member}', which are not there");
        }

        var offset = tensor.Offset * WeightTypes.SizeOf(storage.Type);
        return new WeightEntry(name, storage.Type, tensor.Shape, tensor.Elements) { Member = member, Offset = offset };
    }
}
