using LineAD.Core.Scoring;
using LineAD.Imaging;
using LineAD.Models.Scoring;
using LineAD.Training.Runs;
using TorchSharp;

namespace LineAD.Training.Benchmarking;

/// <summary>
/// The reference: a memory of good patches, drawn by lot; a patch's score is its distance to the nearest one. Map and image
/// score are made as for students (linear upsampling, Gaussian of 4 pixels, maximum).
/// </summary>
internal sealed class NeighbourBank : IDisposable
{
    /// <summary>Most patches remembered.</summary>
    public const int MostPatches = 30_000;

    private const int Chunk = 8;
    private const int MemoryChunk = 4096;
    private readonly NeighbourFeatures _features;
    private readonly InputSpec _input;
    private readonly torch.Tensor _memory;
    private readonly torch.Tensor _squares;

    /// <param name="teacher">Where features come from.</param>
    /// <param name="good">Images of good parts.</param>
    /// <param name="input">Input size.</param>
    /// <param name="seed">Seed of the lot.</param>
    public NeighbourBank(TrainingTeacher teacher, IReadOnlyList<string> good, InputSpec input, int seed)
    {
        (_features, _input) = (new NeighbourFeatures(teacher), input);
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var random = new Random(seed);
        var share = Math.Min(1, MostPatches / ((double)good.Count * input.Width * input.Height / 64));
        var parts = good.Chunk(Chunk).Select(paths => Sample(paths, share, random)).ToList();
        _memory = torch.cat(parts, 0).DetachFromDisposeScope();
        _squares = _memory.square().sum(1).DetachFromDisposeScope();
    }

    /// <summary>Raw scores and maps in the order of the images.</summary>
    public IEnumerable<RawScore> Score(IEnumerable<string> paths) => paths.Chunk(Chunk).SelectMany(ScoreChunk);

    public void Dispose()
    {
        _memory.Dispose();
        _squares.Dispose();
    }

    private torch.Tensor Sample(string[] paths, double share, Random random)
    {
        using var scope = torch.NewDisposeScope();
        var all = _features.Of(Load(paths));
        var chosen = Enumerable.Range(0, (int)all.shape[0]).Where(_ => random.NextDouble() < share)
            .Select(i => (long)i).ToArray();
        return all.index_select(0, torch.tensor(chosen)).MoveToOuterDisposeScope();
    }

    private List<RawScore> ScoreChunk(string[] paths)
    {
        using var guard = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var (height, width) = (_input.Height / 8, _input.Width / 8);
        var distances = Nearest(_features.Of(Load(paths))).view(paths.Length, height, width);
        using var composer = new MapComposer(
            [(height, width)], _input.Height, _input.Width, new ScoreRule().BlurSigma, torch.CPU);
        var maps = composer.Compose([distances]).contiguous();
        var scores = ImageScore.Of(maps, 1).data<float>().ToArray();
        var (values, pixels) = (maps.data<float>().ToArray(), _input.Height * _input.Width);
        return [.. scores.Select((score, i) => new RawScore(score, values.AsSpan(i * pixels, pixels).ToArray()))];
    }

    /// <summary>Distance of every row to the nearest remembered patch: |q|² + |m|² − 2 q·m in pieces that fit the cache.</summary>
    private torch.Tensor Nearest(torch.Tensor queries)
    {
        using var scope = torch.NewDisposeScope();
        var own = queries.square().sum(1).unsqueeze(1);
        torch.Tensor? nearest = null;
        for (long start = 0; start < _memory.shape[0]; start += MemoryChunk)
        {
            using var inner = torch.NewDisposeScope();
            var count = Math.Min(MemoryChunk, _memory.shape[0] - start);
            var products = queries.mm(_memory.narrow(0, start, count).t());
            var least = products.mul_(-2).add_(_squares.narrow(0, start, count)).amin([1L], true);
            nearest = (nearest is null ? least.clone() : nearest.minimum(least)).MoveToOuterDisposeScope();
        }

        return nearest!.add(own).clamp_(0).sqrt_().MoveToOuterDisposeScope();
    }

    private List<RgbImage> Load(IEnumerable<string> paths) => [.. paths.Select(path => ImageFiles.LoadRgb(path, _input))];
}
