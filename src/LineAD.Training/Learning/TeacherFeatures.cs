using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Training.Synthesis;
using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>
/// Images with their teacher maps, computed once and kept: the teacher is frozen, so its share of a step is paid once
/// and not every epoch. Maps that would exceed the budget are computed for every batch anew.
/// </summary>
public sealed class TeacherFeatures : IDisposable
{
    private const int Chunk = 8;
    private readonly Backbone _teacher;
    private readonly TeacherSpec _spec;
    private readonly InputSpec _input;
    private readonly torch.ScalarType _type;
    private readonly IReadOnlyList<RgbImage> _images;
    private readonly torch.Tensor[]? _cache;
    private Backbone? _folded;
    private IReadOnlyList<PartPicture>? _parts;

    /// <param name="spec">The teacher's architecture.</param>
    /// <param name="teacher">Its weights; frozen, kept by the caller.</param>
    /// <param name="images">Images at input size.</param>
    /// <param name="type">Type of the maps given out, fp32 or bf16.</param>
    /// <param name="cacheBytes">Most memory that kept maps may take.</param>
    public TeacherFeatures(
        TeacherSpec spec, Backbone teacher, IReadOnlyList<RgbImage> images, torch.ScalarType type, long cacheBytes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(images.Count, nameof(images));
        (_spec, _teacher, _images, _type) = (spec, teacher, images, type);
        _input = new InputSpec(images[0].Width, images[0].Height);
        _cache = BytesNeeded() <= cacheBytes ? Fill() : null;
    }

    /// <summary>Number of images.</summary>
    public int Count => _images.Count;

    /// <summary>True when the maps are kept.</summary>
    public bool IsCached => _cache is not null;

    /// <summary>Teacher maps of some images, finest first, channels-last; the caller disposes of them.</summary>
    public torch.Tensor[] Taps(IReadOnlyList<int> indexes)
    {
        if (_cache is null)
        {
            using var image = Image(indexes);
            return Compute(image);
        }

        using var index = torch.tensor([.. indexes.Select(i => (long)i)]);
        return [.. _cache.Select(level => level.index_select(0, index).permute(0, 3, 1, 2))];
    }

    /// <summary>Normalised images (N, 3, H, W), fp32; the caller disposes of them.</summary>
    public torch.Tensor Image(IReadOnlyList<int> indexes) =>
        ImageTensors.Normalised([.. indexes.Select(i => _images[i])], _spec.Preprocessing);

    /// <summary>The images in changed light with drawn defects, the teacher's maps of those, and where the defects are.</summary>
    /// <param name="indexes">Which images.</param>
    /// <param name="seed">The same seed draws the same defects.</param>
    /// <param name="withClean">True for the maps of the same images in the same light without defects.</param>
    public CorruptedBatch Corrupt(IReadOnlyList<int> indexes, int seed, bool withClean)
    {
        var parts = _parts ??= PartPicture.All(_images);
        var (lit, drawn) = (new PartPicture[indexes.Count], new SyntheticAnomaly[indexes.Count]);
        Parallel.For(0, drawn.Length, k =>
        {
            var random = new Random(unchecked((seed * 31) + k));
            var part = parts[indexes[k]];
            lit[k] = part.With(Exposure.Change(part.Image, random));
            drawn[k] = AnomalySynthesizer.Draw(lit[k], parts[random.Next(Count)], random);
        });
        var image = Normalised(drawn.Select(one => one.Image));
        var clean = withClean ? ComputeFast(Normalised(lit.Select(part => part.Image))) : [];
        return new CorruptedBatch(ComputeFast(image), image, ImageTensors.Masks(drawn), clean);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var level in _cache ?? [])
        {
            level.Dispose();
        }

        _folded?.Dispose();
    }

    private torch.Tensor Normalised(IEnumerable<RgbImage> images) => ImageTensors.Normalised([.. images], _spec.Preprocessing);

    private long BytesNeeded()
    {
        var pixels = (long)_input.Width * _input.Height;
        var bytes = _type == torch.float32 ? sizeof(float) : sizeof(short);
        return _images.Count * bytes * _spec.Taps.Sum(tap => pixels / (tap.Stride * tap.Stride) * tap.Channels);
    }

    private torch.Tensor[] Fill()
    {
        using var scope = torch.NewDisposeScope();
        var parts = Enumerable.Range(0, Count).Chunk(Chunk).Select(indexes =>
        {
            using var image = Image(indexes);
            return Array.ConvertAll(Compute(image), tap => tap.permute(0, 2, 3, 1));
        }).ToList();
        return [.. _spec.Taps.Select((_, level) =>
            torch.cat([.. parts.Select(part => part[level])], 0).contiguous().DetachFromDisposeScope())];
    }

    /// <summary>Maps that no cache can hold, by the inference form that will also serve, in the features' type.</summary>
    private torch.Tensor[] ComputeFast(torch.Tensor image)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        _folded ??= _spec.FoldedCopy(_teacher, _type);
        var taps = _folded.Forward(ImageTensors.ChannelsLast(image.to(_type)));
        return [.. taps.Select(tap => tap.MoveToOuterDisposeScope())];
    }

    private torch.Tensor[] Compute(torch.Tensor image)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var taps = _teacher.Forward(image);
        return [.. taps.Select(tap => ImageTensors.ChannelsLast(tap.to(_type)).MoveToOuterDisposeScope())];
    }
}
