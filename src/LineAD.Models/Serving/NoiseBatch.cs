using LineAD.Core.Memory;
using LineAD.Core.Scoring;

namespace LineAD.Models.Serving;

/// <summary>A full batch of images of noise for one model: for warm-up and rehearsal, which want the work and not its result.</summary>
internal sealed class NoiseBatch : IDisposable
{
    private const int Seed = 7;
    private readonly List<ScoreItem> _items = [];

    /// <summary>Draws <paramref name="shape"/> images; the caller keeps the lease as long as the batch.</summary>
    internal NoiseBatch(ModelLease lease, int shape)
    {
        var input = lease.Group.Input;
        var pool = new BufferPool(long.MaxValue);
        for (var k = 0; k < shape; k++)
        {
            var pixels = pool.TryRentBytes(input.Width * input.Height * 3)!;
            new Random(Seed + k).NextBytes(pixels.Span);
            var image = new DecodedImage(pixels, input, input.Width, input.Height);
            _items.Add(new ScoreItem(image, lease, double.NegativeInfinity));
        }
    }

    /// <summary>Scores it once, maps and all.</summary>
    internal void Score(ScoringPass pass)
    {
        try
        {
            pass.Run(_items, _items.Count);
        }
        finally
        {
            foreach (var item in _items)
            {
                item.Map?.Dispose();
                item.Map = null;
            }
        }
    }

    public void Dispose() => _items.ForEach(item => item.Image.Dispose());
}
