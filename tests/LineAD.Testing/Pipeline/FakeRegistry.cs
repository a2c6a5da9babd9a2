using LineAD.Core.Errors;
using LineAD.Core.Scoring;

namespace LineAD.Testing.Pipeline;

/// <summary>A registry whose models are set by the test; counts the leases that are out.</summary>
public sealed class FakeRegistry : IModelRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Category, string View), (ModelInfo Info, ITeacherGroup Group)> _models = [];
    private readonly Dictionary<(string Category, string View), (ModelInfo Info, ITeacherGroup Group)> _shadows = [];
    private int _leases;

    /// <summary>Leases not disposed of.</summary>
    public int OutstandingLeases => Volatile.Read(ref _leases);

    /// <inheritdoc />
    public IReadOnlyList<ModelInfo> Serving => Infos(_models);

    /// <inheritdoc />
    public IReadOnlyList<ModelInfo> Shadows => Infos(_shadows);

    /// <summary>The group of the versions that shadow; null for the serving one's.</summary>
    public ITeacherGroup? ShadowGroup { get; set; }

    /// <summary>Makes a version serve.</summary>
    public void Set(string category, string view, int version, ITeacherGroup group, string architecture = "rd")
    {
        var info = new ModelInfo
        {
            Category = category,
            View = view,
            Version = version,
            Architecture = architecture,
            Teacher = "fake",
            Hash = new string('0', 64),
            MinimumArea = 1,
            Precision = "fp32",
            Device = "cpu",
        };
        lock (_gate)
        {
            _models[(category, view)] = (info, group);
        }
    }

    /// <summary>Takes a model away.</summary>
    public void Remove(string category, string view)
    {
        lock (_gate)
        {
            _models.Remove((category, view));
        }
    }

    /// <inheritdoc />
    public IModelLease? TryAcquire(string category, string view) => TryAcquire(_models, category, view);

    /// <inheritdoc />
    public IModelLease? TryAcquireShadow(string category, string view) => TryAcquire(_shadows, category, view);

    /// <inheritdoc />
    public Task<ModelInfo> ShadowAsync(string category, string view, int version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_models.TryGetValue((category, view), out var model))
            {
                throw new ModelBundleException($"no model serves {category}/{view}");
            }

            var info = model.Info with { Version = version };
            _shadows[(category, view)] = (info, ShadowGroup ?? model.Group);
            return Task.FromResult(info);
        }
    }

    /// <inheritdoc />
    public bool EndShadow(string category, string view)
    {
        lock (_gate)
        {
            return _shadows.Remove((category, view));
        }
    }

    /// <inheritdoc />
    public Task<ModelInfo> ActivateAsync(string category, string view, int version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_models.TryGetValue((category, view), out var model))
            {
                throw new ModelBundleException($"There is no model {category}/{view}.");
            }

            _models[(category, view)] = (model.Info with { Version = version }, model.Group);
            return Task.FromResult(_models[(category, view)].Info);
        }
    }

    /// <inheritdoc />
    public Task<ModelInfo> RollBackAsync(string category, string view, CancellationToken cancellationToken) =>
        throw new ModelBundleException("There is nothing to roll back to.");

    private ModelInfo[] Infos(Dictionary<(string Category, string View), (ModelInfo Info, ITeacherGroup Group)> models)
    {
        lock (_gate)
        {
            return [.. models.Values.Select(m => m.Info)];
        }
    }

    private Lease? TryAcquire(
        Dictionary<(string Category, string View), (ModelInfo Info, ITeacherGroup Group)> models, string category, string view)
    {
        lock (_gate)
        {
            if (!models.TryGetValue((category, view), out var model))
            {
                return null;
            }

            Interlocked.Increment(ref _leases);
            return new Lease(this, model.Info, model.Group);
        }
    }

    private sealed class Lease(FakeRegistry owner, ModelInfo info, ITeacherGroup group) : IModelLease
    {
        private int _disposed;

        public ModelInfo Info { get; } = info;

        public ITeacherGroup Group { get; } = group;

        public void Rehearse() => (Group as FakeGroup)?.OnRehearse?.Invoke();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                Interlocked.Decrement(ref owner._leases);
            }
        }
    }
}
