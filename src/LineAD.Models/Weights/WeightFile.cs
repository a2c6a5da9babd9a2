using LineAD.Core.Errors;

namespace LineAD.Models.Weights;

/// <summary>
/// An open weight file. Its index is verified when it is opened; values are read on demand. Nothing in a file is ever
/// executed.
/// </summary>
public abstract class WeightFile : IDisposable
{
    private const int SniffBytes = 8;

    private protected WeightFile(string path, IReadOnlyDictionary<string, WeightEntry> entries)
    {
        Path = path;
        Entries = entries;
    }

    /// <summary>File name as it was given.</summary>
    public string Path { get; }

    /// <summary>Tensors by name.</summary>
    public IReadOnlyDictionary<string, WeightEntry> Entries { get; }

    /// <summary>
    /// Opens a <c>.safetensors</c> file or a PyTorch state dictionary (zip or legacy), told apart by content.
    /// </summary>
    /// <exception cref="ModelBundleException">
    /// Missing, unreadable, damaged, or holds what is not a state dictionary.
    /// </exception>
    public static WeightFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelBundleException($"weight file '{path}' does not exist; put it there or correct the path");
        }

        return Guard(path, () => Sniff(path) switch
        {
            [(byte)'P', (byte)'K', ..] => TorchZipFile.Open(path),
            [0x80, ..] => TorchLegacyFile.Open(path),
            _ => (WeightFile)SafeTensorsFile.Open(path),
        });
    }

    /// <summary>Reads the values of <paramref name="entry"/>, little-endian.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="destination">Exactly <see cref="WeightEntry.ByteLength"/> bytes.</param>
    public void Read(WeightEntry entry, Span<byte> destination)
    {
        if (destination.Length != entry.ByteLength)
        {
            throw new ArgumentException($"'{entry.Name}' has {entry.ByteLength} bytes, not {destination.Length}");
        }

        try
        {
            ReadCore(entry, destination);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Unusable(Path, $"the values of '{entry.Name}' can not be read ({e.Message})", e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);

    private protected abstract void ReadCore(WeightEntry entry, Span<byte> destination);

    private protected static ModelBundleException Unusable(string path, string finding, Exception? cause = null)
    {
        var text = $"weight file '{path}': {finding}; copy the file again from its source, or name another one";
        return cause is null ? new(text) : new(text, cause);
    }

    private static T Guard<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (WeightFormatException e)
        {
            throw Unusable(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Unusable(path, e.Message, e);
        }
    }

    private static byte[] Sniff(string path)
    {
        using var handle = File.OpenHandle(path);
        var head = new byte[SniffBytes];
        var read = RandomAccess.Read(handle, head, 0);
        return head[..read];
    }
}
