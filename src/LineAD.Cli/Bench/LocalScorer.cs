using LineAD.Core.Configuration;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using LineAD.Models.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Cli.Bench;

/// <summary>Scores single images in this process, with the engine and the bundle that the service uses.</summary>
internal sealed class LocalScorer : IDisposable
{
    private const long PoolBytes = 256L << 20;
    private readonly ModelRegistry _registry;
    private readonly ImageDecoder _decoder;
    private readonly IModelLease _lease;

    private LocalScorer(ModelRegistry registry, ImageDecoder decoder, IModelLease lease) =>
        (_registry, _decoder, _lease) = (registry, decoder, lease);

    public static async Task<LocalScorer> LoadAsync(
        ModelOptions options, string category, CancellationToken cancellationToken)
    {
        var pool = new BufferPool(PoolBytes);
        var decoder = new ImageDecoder(pool);
        var registry = new ModelRegistry(options, 8, decoder, pool, TimeProvider.System, NullLogger<ModelRegistry>.Instance);
        await registry.LoadActiveAsync(category, "main", cancellationToken);
        return new LocalScorer(registry, decoder, registry.TryAcquire(category, "main")!);
    }

    public double Score(byte[] image)
    {
        var error = _decoder.Decode(image, null, _lease.Group.Input, out var decoded, out _);
        using var pixels = decoded ?? throw new InvalidOperationException($"The image cannot be decoded: {error}.");
        var item = new ScoreItem(pixels, _lease, double.PositiveInfinity);
        _lease.Group.Score([item], 1);
        return item.Score;
    }

    public void Dispose()
    {
        _lease.Dispose();
        _registry.Dispose();
    }
}
