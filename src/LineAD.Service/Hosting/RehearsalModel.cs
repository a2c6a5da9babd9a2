using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;

namespace LineAD.Service.Hosting;

/// <summary>A model that scores without a device: bad, good, bad, …, with a map of two hot corners.</summary>
internal sealed class RehearsalModel(BufferPool pool) : IModelRegistry, ITeacherGroup, IModelLease
{
    private const int Side = 32;
    private int _scored;

    public ModelInfo Info { get; } = new()
    {
        Category = Rehearsal.Category,
        View = "main",
        Version = 1,
        Architecture = "none",
        Teacher = "none",
        Hash = "",
        MinimumArea = 1,
        Precision = "fp32",
        Device = "cpu",
    };

    public ITeacherGroup Group => this;

    public string Key => "rehearsal";

    public InputSpec Input { get; } = new(Side, Side);

    public IReadOnlyList<int> BatchShapes { get; } = [1];

    public IReadOnlyList<ModelInfo> Serving => [Info];

    public double WarmUpSeconds(int shape) => 0.001;

    public IModelLease? TryAcquire(string category, string view) => this;

    public void Score(IReadOnlyList<ScoreItem> items, int shape)
    {
        foreach (var item in items)
        {
            item.Score = (_scored++ & 1) == 0 ? 1.5 : 0.5;
            item.Map = item.Score >= item.MapFrom ? MakeMap() : null;
        }
    }

    public Task<ModelInfo> ActivateAsync(string category, string view, int version, CancellationToken cancellationToken) =>
        throw new ModelBundleException("A rehearsal has no bundles.");

    public Task<ModelInfo> RollBackAsync(string category, string view, CancellationToken cancellationToken) =>
        throw new ModelBundleException("A rehearsal has no bundles.");

    public IReadOnlyList<ModelInfo> Shadows => [];

    public IModelLease? TryAcquireShadow(string category, string view) => null;

    public Task<ModelInfo> ShadowAsync(string category, string view, int version, CancellationToken cancellationToken) =>
        throw new ModelBundleException("A rehearsal has no bundles.");

    public bool EndShadow(string category, string view) => false;

    public void Dispose()
    {
    }

    private ScoreMap? MakeMap()
    {
        if (pool.TryRentFloats(Side * Side) is not { } values)
        {
            return null;
        }

        values.Span.Clear();
        values.Span[..4].Fill(2f);
        values.Span[^4..].Fill(3f);
        return new ScoreMap(values, Side, Side);
    }
}
