using System.Globalization;
using System.Security.Cryptography;
using LineAD.Imaging;
using LineAD.Imaging.Decoding;
using LineAD.Training.Data;

namespace LineAD.Cli.Commission;

/// <summary>
/// Keeps frames of good parts as files, as they came, raw pixels as PNG. Says of each what it is; what no model should learn from is refused and
/// counted: what cannot be read, pictures of nothing, and frames that are byte for byte one that is there already.
/// </summary>
internal sealed class CapturedFrames
{
    private readonly string _folder;
    private readonly HashSet<string> _hashes = [];
    private (int Width, int Height)? _size;

    /// <param name="data">Folder of the category; <c>train/good</c> is made in it.</param>
    public CapturedFrames(string data)
    {
        _folder = Path.Combine(data, "train", "good");
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.EnumerateFiles(_folder).Where(CategoryDataset.IsImage))
        {
            _hashes.Add(Hash(File.ReadAllBytes(file)));
            Count++;
        }
    }

    /// <summary>Parts in the folder.</summary>
    public int Count { get; private set; }

    /// <summary>Frames refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Takes a frame in.</summary>
    /// <returns>What it is, and where it lies or why it was refused.</returns>
    /// <param name="payload">The frame as it came.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="maxBytes">Largest payload that the service takes.</param>
    /// <param name="contentType">What its sender says it is, or null. Raw pixels are kept as PNG.</param>
    public string Add(byte[] payload, string origin, int maxBytes = int.MaxValue, string? contentType = null)
    {
        if (payload.Length > maxBytes)
        {
            return Refuse($"{origin}: {TooLarge(payload.Length, maxBytes)}");
        }

        RgbImage image;
        try
        {
            image = ImageFiles.DecodeFrame(payload, contentType, origin);
        }
        catch (InvalidDataException e)
        {
            return Refuse($"{e.Message} Raw pixels need the content type application/x-linead-raw;w=…;h=…;fmt=….");
        }

        if (PlausibilityCheck.Judge(image.Pixels) is var judgement && judgement != Plausibility.Plausible)
        {
            return Refuse($"{origin}: {judgement.ToString().ToLowerInvariant()} picture; look at lamp and lens.");
        }

        payload = ImageFiles.IsRaw(contentType) ? ImageFiles.EncodePng(image) : payload;
        return _hashes.Add(Hash(payload)) ? Keep(payload, image, origin) : Refuse($"{origin}: the same frame again.");
    }

    /// <summary>Refuses a frame and counts it.</summary>
    public string Refuse(string why)
    {
        Refused++;
        return $"refused: {why}";
    }

    /// <summary>Why a frame of <paramref name="length"/> bytes is refused.</summary>
    public static string TooLarge(long length, int maxBytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"it has {length} bytes, and the station takes {maxBytes} (stations[].maxFrameBytes; --config of the service says if it takes more)");

    private string Keep(byte[] payload, RgbImage image, string origin)
    {
        var name = NextName(Extension(payload));
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes($"{path}.part", payload);
        File.Move($"{path}.part", path);
        Count++;
        var changed = _size is { } size && size != (image.Width, image.Height) ? "; another size than the frame before" : "";
        _size = (image.Width, image.Height);
        var (mean, contrast) = Light(image);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}  {image.Width} × {image.Height}  mean {mean:0}  contrast {contrast:0}  {origin}{changed}");
    }

    private string NextName(string extension)
    {
        for (var number = Count + 1; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{number:0000}{extension}");
            if (!File.Exists(Path.Combine(_folder, name)))
            {
                return name;
            }
        }
    }

    private static (double Mean, double Contrast) Light(RgbImage image)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var value in image.Pixels)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / image.Pixels.Length;
        return (mean, Math.Sqrt(Math.Max(0, (squares / image.Pixels.Length) - (mean * mean))));
    }

    private static string Extension(byte[] payload) => payload switch
    {
        [0xFF, 0xD8, ..] => ".jpg",
        [0x89, (byte)'P', ..] => ".png",
        [(byte)'B', (byte)'M', ..] => ".bmp",
        _ => ".tif",
    };

    private static string Hash(byte[] payload) => Convert.ToHexString(SHA256.HashData(payload));
}
