using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Bundles;
using LineAD.Models.Threads;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// The models that serve; see <see cref="IModelRegistry"/>. Loading runs on a thread of its own, one load at a time, in the time that
/// what serves leaves, and never touches it: the exchange is one write of a reference.
/// </summary>
public sealed class ModelRegistry : IModelRegistry, IDisposable
{
    // A load beside others takes seconds where there is any time to spare.
    private static readonly TimeSpan SpareTimePatience = TimeSpan.FromSeconds(30);
    private readonly ModelTable _serving = new();
    private readonly ModelTable _shadows = new();
    private readonly bool _onCpu;
    private readonly LoadingThread _loading;
    private readonly ModelLoader _loader;
    private readonly ILogger _logger;
    private readonly Meter _meter = new("LineAD.Models");

    /// <param name="options">Folders, device, precision, threads.</param>
    /// <param name="largestBatch">Largest batch that will be asked for.</param>
    /// <param name="decoder">Decodes the reference images of the self-test.</param>
    /// <param name="pool">Where score maps are rented.</param>
    /// <param name="time">Clock for warm-up costs.</param>
    /// <param name="logger">Log.</param>
    public ModelRegistry(
        ModelOptions options,
        int largestBatch,
        IFrameDecoder decoder,
        BufferPool pool,
        TimeProvider time,
        ILogger<ModelRegistry> logger)
        : this(options, largestBatch, decoder, pool, SpareTimePatience, time, logger)
    {
    }

    internal ModelRegistry(
        ModelOptions options,
        int largestBatch,
        IFrameDecoder decoder,
        BufferPool pool,
        TimeSpan spareTimePatience,
        TimeProvider time,
        ILogger<ModelRegistry> logger)
    {
        var device = Devices.Select(options);
        _onCpu = device.type == DeviceType.CPU;
        var pinning = options.PinThreads && _onCpu ? new CpuPinning(logger) : null;
        var groups = new TeacherGroups(options, largestBatch, pool, device, pinning);
        Store = new BundleStore(options.Directory);
        _logger = logger;
        _loading = new LoadingThread(spareTimePatience, time, logger);
        _loader = new ModelLoader(options, groups, new SelfTest(decoder), device, time, logger);
        _meter.CreateObservableGauge("linead_live_tensors", () => torch.Tensor.TotalCount, null, "Tensors not disposed of.");
    }

    /// <summary>The bundles on disk.</summary>
    public BundleStore Store { get; }

    /// <inheritdoc />
    public IReadOnlyList<ModelInfo> Serving => _serving.Infos;

    /// <inheritdoc />
    public IReadOnlyList<ModelInfo> Shadows => _shadows.Infos;

    /// <inheritdoc />
    public IModelLease? TryAcquire(string category, string view) => _serving.TryAcquire(category, view);

    /// <inheritdoc />
    public IModelLease? TryAcquireShadow(string category, string view) => _shadows.TryAcquire(category, view);

    /// <inheritdoc />
    public Task<ModelInfo> ActivateAsync(
        string category, string view, int version, CancellationToken cancellationToken) =>
        LoadAsync(turn => Exchange(category, view, active => Next(active, version), turn), cancellationToken);

    /// <inheritdoc />
    public Task<ModelInfo> RollBackAsync(string category, string view, CancellationToken cancellationToken) =>
        LoadAsync(turn => Exchange(category, view, active => Back(category, view, active), turn), cancellationToken);

    /// <inheritdoc />
    public Task<ModelInfo> ShadowAsync(
        string category, string view, int version, CancellationToken cancellationToken) =>
        LoadAsync(turn => Shadow(category, view, version, turn), cancellationToken);

    /// <inheritdoc />
    public bool EndShadow(string category, string view)
    {
        var ended = _shadows.Remove(category, view);
        if (ended)
        {
            ModelsLog.ShadowEnded(_logger, category, view);
        }

        return ended;
    }

    /// <summary>
    /// Loads the version that the store names as active; what a start does for every installed model. No part waits then, so it takes its
    /// full share of the machine.
    /// </summary>
    /// <exception cref="ModelBundleException">None is active, or the bundle is unusable.</exception>
    public Task<ModelInfo> LoadActiveAsync(string category, string view, CancellationToken cancellationToken) =>
        _loading.RunAsync(
            turn => Exchange(category, view, active => active ?? throw NoneActive(category, view), turn), besideOthers: false, cancellationToken);

    /// <inheritdoc />
    public void Dispose()
    {
        _shadows.Clear();
        _serving.Clear();
        _loading.Dispose();
        _meter.Dispose();
    }

    // On a GPU the line and the load do not share what computes, and the cost measured there is by the wall clock.
    private Task<ModelInfo> LoadAsync(Func<LoadTurn, ModelInfo> load, CancellationToken cancellationToken) =>
        _loading.RunAsync(load, besideOthers: _onCpu && _serving.Infos.Count > 0, cancellationToken);

    private ModelInfo Exchange(
        string category, string view, Func<ActiveVersions?, ActiveVersions> choose, LoadTurn turn)
    {
        var active = Store.ReadActive(category, view);
        var chosen = choose(active);
        var model = Load(category, view, chosen.Current, turn);
        try
        {
            if (chosen != active)
            {
                Store.WriteActive(category, view, chosen);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            model.Retire();
            throw new ModelBundleException(
                $"the active version can not be written below '{Store.Root}': {e.Message}", e);
        }

        Serve(category, view, model);
        return model.Info;
    }

    private ModelInfo Shadow(string category, string view, int version, LoadTurn turn)
    {
        using var serving = _serving.TryAcquire(category, view)
            ?? throw new ModelBundleException($"no model serves {category}/{view}, so there is nothing to shadow; activate one");
        if (serving.Info.Version == version)
        {
            throw new ModelBundleException(
                $"version {version} of {category}/{view} serves already; name another one, or 0 to end the shadow");
        }

        var model = Load(category, view, version, turn);
        if (model.Group.Input != serving.Group.Input)
        {
            var (theirs, ours) = (model.Group.Input, serving.Group.Input);
            model.Retire();
            throw new ModelBundleException(
                $"version {version} of {category}/{view} takes {theirs.Width}×{theirs.Height} pixels and the serving one "
                + $"{ours.Width}×{ours.Height}: a shadow scores the same pixels; test it with 'linead evaluate'");
        }

        _shadows.Put(model);
        ModelsLog.Shadows(_logger, category, view, version, serving.Info.Version);
        return model.Info;
    }

    private LoadedModel Load(string category, string view, int version, LoadTurn turn)
    {
        try
        {
            var bundle = BundleReader.Open(Store.VersionDirectory(category, view, version));
            CheckPlace(bundle, category, view, version);
            return _loader.Load(bundle, turn);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ModelsLog.NotActivated(_logger, category, view, version, e.Message);
            if (e is ModelBundleException)
            {
                throw;
            }

            throw new ModelBundleException(
                $"{category}/{view}/{version} can not be loaded ({e.Message}); free memory, or name another", e);
        }
    }

    private void Serve(string category, string view, LoadedModel model)
    {
        _serving.Put(model);
        if (_shadows.Infos.Any(s => s.Category == category && s.View == view && s.Version == model.Info.Version))
        {
            EndShadow(category, view);
        }

        var info = model.Info;
        ModelsLog.Serves(
            _logger, category, view, info.Version, info.Architecture, info.Teacher, info.Precision, info.Device);
    }

    private static void CheckPlace(Bundle bundle, string category, string view, int version)
    {
        var m = bundle.Manifest;
        if (m.Category != category || m.View != view || m.Version != version)
        {
            throw new ModelBundleException(
                $"bundle '{bundle.Directory}' says it is {m.Category}/{m.View}/{m.Version}; move it there");
        }
    }

    private static ActiveVersions Next(ActiveVersions? active, int version) =>
        active is { } a && a.Current == version ? a : new ActiveVersions(version, active?.Current);

    private static ActiveVersions Back(string category, string view, ActiveVersions? active) =>
        active is { Previous: { } previous } a
            ? new ActiveVersions(previous, a.Current)
            : throw new ModelBundleException(
                $"{category}/{view} has no previous version to go back to; activate one by number");

    private static ModelBundleException NoneActive(string category, string view) =>
        new($"{category}/{view} has no active version; activate one by number");
}
