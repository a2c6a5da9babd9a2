using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Bundles;
using LineAD.Models.Serving;
using LineAD.Models.Tests.Bundles;
using LineAD.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineAD.Models.Tests.Serving;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly TestBundles _bundles = new();
    private readonly BufferPool _pool = new(16 * 1024 * 1024);

    public void Dispose() => _bundles.Dispose();

    [Fact]
    public async Task ActivateAsync_GoodBundle_Serves()
    {
        _bundles.Publish("cookie", 1);
        using var registry = Create();
        registry.TryAcquire("cookie", "main").ShouldBeNull();
        var info = await registry.ActivateAsync("cookie", "main", 1, default);
        info.Version.ShouldBe(1);
        info.MinimumArea.ShouldBe(4);
        registry.Serving.ShouldHaveSingleItem().ShouldBe(info);
        using var lease = registry.TryAcquire("cookie", "main")!;
        lease.Group.Input.ShouldBe(new InputSpec(64, 64));
        lease.Group.BatchShapes.ShouldBe([1, 2]);
        lease.Group.WarmUpSeconds(2).ShouldBeGreaterThan(0);
        _bundles.Store.ReadActive("cookie", "main").ShouldBe(new ActiveVersions(1, null));
    }

    [Fact]
    public async Task ActivateAsync_SecondVersion_DrainsTheFirstAndCanRollBack()
    {
        _bundles.Publish("cookie", 1);
        _bundles.Publish("cookie", 2, 0.05);
        using var registry = Create();
        await registry.ActivateAsync("cookie", "main", 1, default);
        var old = registry.TryAcquire("cookie", "main")!;
        await registry.ActivateAsync("cookie", "main", 2, default);
        using var lease = registry.TryAcquire("cookie", "main")!;
        lease.Info.Version.ShouldBe(2);
        lease.Group.ShouldBeSameAs(old.Group);
        Math.Abs(Score(old) - Score(lease)).ShouldBeGreaterThan(1e-3);
        old.Dispose();
        (await registry.RollBackAsync("cookie", "main", default)).Version.ShouldBe(1);
        _bundles.Store.ReadActive("cookie", "main").ShouldBe(new ActiveVersions(1, 2));
    }

    [Fact]
    public async Task ActivateAsync_FailedSelfTest_KeepsTheOldModelServing()
    {
        _bundles.Publish("cookie", 1);
        _bundles.Publish("cookie", 2, scoreError: 0.5);
        using var registry = Create();
        await registry.ActivateAsync("cookie", "main", 1, default);
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 2, default));
        error.Message.ShouldContain("reference/good-0.raw");
        using var lease = registry.TryAcquire("cookie", "main")!;
        lease.Info.Version.ShouldBe(1);
        double.IsFinite(Score(lease)).ShouldBeTrue();
        _bundles.Store.ReadActive("cookie", "main").ShouldBe(new ActiveVersions(1, null));
    }

    [Fact]
    public async Task ShadowAsync_SecondVersion_ScoresBesideTheServingOneUntilItIsActivated()
    {
        _bundles.Publish("cookie", 1);
        _bundles.Publish("cookie", 2, 0.05);
        using var registry = Create();
        await registry.ActivateAsync("cookie", "main", 1, default);
        (await registry.ShadowAsync("cookie", "main", 2, default)).Version.ShouldBe(2);
        registry.Shadows.ShouldHaveSingleItem().Version.ShouldBe(2);
        using (var serving = registry.TryAcquire("cookie", "main")!)
        using (var shadow = registry.TryAcquireShadow("cookie", "main")!)
        {
            (serving.Info.Version, shadow.Info.Version).ShouldBe((1, 2));
            Math.Abs(Score(serving) - Score(shadow)).ShouldBeGreaterThan(1e-3);
        }

        _bundles.Store.ReadActive("cookie", "main").ShouldBe(new ActiveVersions(1, null));
        await registry.ActivateAsync("cookie", "main", 2, default);
        registry.TryAcquireShadow("cookie", "main").ShouldBeNull();
        registry.EndShadow("cookie", "main").ShouldBeFalse();
    }

    [Fact]
    public async Task ShadowAsync_NothingServesOrServesAlready_SaysSo()
    {
        _bundles.Publish("cookie", 1);
        using var registry = Create();
        var none = await Should.ThrowAsync<ModelBundleException>(registry.ShadowAsync("cookie", "main", 1, default));
        none.Message.ShouldContain("no model serves cookie/main");
        await registry.ActivateAsync("cookie", "main", 1, default);
        var same = await Should.ThrowAsync<ModelBundleException>(registry.ShadowAsync("cookie", "main", 1, default));
        same.Message.ShouldContain("version 1 of cookie/main serves already");
        registry.Shadows.ShouldBeEmpty();
    }

    [Fact]
    public async Task ActivateAsync_OnlyTheLastReferenceScoresWrong_IsRefused()
    {
        _bundles.Publish("cookie", 1, badScore: 1000);
        using var registry = Create();
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 1, default));
        error.Message.ShouldContain("reference/bad-0.raw");
        registry.Serving.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(double.NaN, "weights.safetensors")]
    [InlineData(1e38, "scores NaN")]
    public async Task ActivateAsync_ScoresAreNoNumbers_KeepsTheOldModelServing(double shift, string finding)
    {
        _bundles.Publish("cookie", 1);
        _bundles.Publish("cookie", 2, shift);
        using var registry = Create();
        await registry.ActivateAsync("cookie", "main", 1, default);
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 2, default));
        error.Message.ShouldContain(finding);
        registry.Serving.ShouldHaveSingleItem().Version.ShouldBe(1);
    }

    [Fact]
    public async Task ActivateAsync_BundleInAnothersPlace_IsRefused()
    {
        var bundle = _bundles.Publish("cookie", 1);
        Directory.Move(bundle.Directory, Path.Combine(Path.GetDirectoryName(bundle.Directory)!, "2"));
        using var registry = Create();
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 2, default));
        error.Message.ShouldContain("says it is cookie/main/1");
    }

    [Fact]
    public async Task ActivateAsync_MissingVersion_SaysSo()
    {
        using var registry = Create();
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 9, default));
        error.Message.ShouldContain("does not exist");
    }

    [Fact]
    public async Task ActivateAsync_OtherTeacherWeights_NamesBothHashes()
    {
        var bundle = _bundles.Publish("cookie", 1);
        var options = _bundles.Options;
        var bytes = File.ReadAllBytes(Path.Combine(options.TeacherDirectory, "builtin.safetensors"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(Path.Combine(options.TeacherDirectory, "builtin.safetensors"), bytes);
        using var registry = Create();
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 1, default));
        error.Message.ShouldContain(bundle.Manifest.Teacher.Sha256);
        error.Message.ShouldContain("builtin.safetensors");
    }

    [Fact]
    public async Task ActivateAsync_OtherTeacherWeights_SaysWhatToDo()
    {
        _bundles.Publish("cookie", 1);
        var options = _bundles.Options;
        options.TeacherDirectory += "-none";
        using var registry = Create(options);
        var error = await Should.ThrowAsync<ModelBundleException>(registry.ActivateAsync("cookie", "main", 1, default));

        // The teacher that comes with LineAD is found instead, and it is another one than the bundle's.
        error.Message.ShouldContain("was trained with");
        error.Message.ShouldContain("use those weights, or train the model again");
    }

    [Fact]
    public async Task ActivateAsync_TwoCategories_ShareOneTeacher()
    {
        _bundles.Publish("cookie", 1);
        _bundles.Publish("tile", 1, 0.05);
        using var registry = Create();
        await registry.ActivateAsync("cookie", "main", 1, default);
        await registry.ActivateAsync("tile", "main", 1, default);
        using var a = registry.TryAcquire("cookie", "main")!;
        using var b = registry.TryAcquire("tile", "main")!;
        a.Group.ShouldBeSameAs(b.Group);
        Math.Abs(Score(a) - Score(b)).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public async Task LoadActiveAsync_AfterRestart_ServesTheActiveVersion()
    {
        _bundles.Publish("cookie", 3);
        using (var first = Create())
        {
            await first.ActivateAsync("cookie", "main", 3, default);
        }

        using var second = Create();
        (await second.LoadActiveAsync("cookie", "main", default)).Version.ShouldBe(3);
        await Should.ThrowAsync<ModelBundleException>(second.RollBackAsync("cookie", "main", default));
    }

    [Fact]
    public async Task ActivateAsync_WhileScoring_NoBatchFailsOrMixesVersions()
    {
        _bundles.Publish("cookie", 1);
        _bundles.Publish("cookie", 2, 0.05);
        using var registry = Create();
        await registry.ActivateAsync("cookie", "main", 1, default);
        using var stop = new CancellationTokenSource();
        var scoring = Task.Factory.StartNew(
            () => ScoreUntil(registry, stop.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var k = 0; k < 4; k++)
        {
            await registry.ActivateAsync("cookie", "main", 2 - (k % 2), default);
        }

        await stop.CancelAsync();
        var scores = await scoring;
        scores.Keys.ShouldBeSubsetOf([1, 2]);
        scores.Values.ShouldAllBe(byVersion => byVersion.Count == 1);
    }

    [Fact]
    public async Task ActivateAsync_BesideAServingModel_RunsInSpareTimeAndMeasuresItsOwn()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _bundles.Publish("cookie", 1);
        _bundles.Publish("cookie", 2, 0.05);
        var policies = new List<int>();
        var decoder = new RawDecoder { Decoding = () => policies.Add(SchedulingPolicy.Now()) };

        // A clock that stands still: what is measured by it costs nothing.
        using var registry = new ModelRegistry(
            _bundles.Options, 2, decoder, _pool, new ManualTimeProvider(), NullLogger<ModelRegistry>.Instance);
        await registry.ActivateAsync("cookie", "main", 1, default);
        using var lease = registry.TryAcquire("cookie", "main")!;
        lease.Group.WarmUpSeconds(1).ShouldBe(0);
        await registry.ActivateAsync("cookie", "main", 2, default);

        lease.Group.WarmUpSeconds(1).ShouldBeGreaterThan(0);

        // At a start no part waits, however many models there are.
        await registry.LoadActiveAsync("cookie", "main", default);
        policies.ShouldBe([SchedulingPolicy.Other, SchedulingPolicy.Idle, SchedulingPolicy.Other]);
    }

    private Dictionary<int, HashSet<double>> ScoreUntil(ModelRegistry registry, CancellationToken stop)
    {
        var scores = new Dictionary<int, HashSet<double>>();
        while (!stop.IsCancellationRequested || !scores.ContainsKey(registry.Serving[0].Version))
        {
            using var lease = registry.TryAcquire("cookie", "main")!;
            if (!scores.TryGetValue(lease.Info.Version, out var seen))
            {
                scores[lease.Info.Version] = seen = [];
            }

            seen.Add(Math.Round(Score(lease), 3));
        }

        return scores;
    }

    private ModelRegistry Create(ModelOptions? options = null) => new(
        options ?? _bundles.Options,
        2,
        new RawDecoder(),
        _pool,
        TimeProvider.System,
        NullLogger<ModelRegistry>.Instance);

    private double Score(IModelLease lease)
    {
        var pixels = _pool.TryRentBytes(64 * 64 * 3)!;
        TestModel.Pixels(0).CopyTo(pixels.Span);
        using var image = new DecodedImage(pixels, lease.Group.Input, 64, 64);
        var item = new ScoreItem(image, lease, double.PositiveInfinity);
        lease.Group.Score([item], 1);
        return item.Score;
    }
}
