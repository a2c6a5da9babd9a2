using System.Text.Json;
using LineAD.Core.Errors;
using LineAD.Imaging;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Testing;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;
using LineAD.Training.Runs;
using LineAD.Training.Tests.Learning;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace LineAD.Training.Tests.Runs;

[Collection(TorchTests.Name)]
public sealed class TrainingRunTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    [Fact]
    public void Execute_ThirtyStepsOnSyntheticParts_SeparatesGoodFromDefective()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = new TrainingRun(TrainingFixture.Options(30), teacher, TimeProvider.System).Execute(fixture.Good, CancellationToken.None);
        var store = new BundleStore(Path.Combine(fixture.Folder, "models"));
        var bundle = new BundleExporter(store, TimeProvider.System).Export(model, new BundleTarget("synthetic"));

        using var scorer = new BundleScorer(bundle, teacher);
        var metrics = CategoryEvaluator.Evaluate([.. scorer.Score(fixture.TestParts())]);

        metrics.ImageAuroc!.Value.ShouldBeGreaterThan(0.8);
        (store.ReadActive("synthetic", "main")?.Current).ShouldBe(1);
        bundle.Manifest.References.Count(reference => reference.Kind == "bad").ShouldBe(4);
        File.ReadAllText(Path.Combine(bundle.Directory, "report", "index.html")).ShouldContain("No test parts were scored");
        File.Exists(Path.Combine(bundle.Directory, "report", "learning-curve.svg")).ShouldBeTrue();
        File.Exists(Path.Combine(bundle.Directory, "report", "heatmap-8.jpg")).ShouldBeTrue();
    }

    [Fact]
    public void Export_WithTestParts_ReportsThemAndChangesNothingElse()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = new TrainingRun(TrainingFixture.Options(10), teacher, TimeProvider.System).Execute(fixture.Good, CancellationToken.None);
        var store = new BundleStore(Path.Combine(fixture.Folder, "reported"));
        var parts = fixture.TestParts();
        var exporter = new BundleExporter(store, TimeProvider.System);

        var plain = exporter.Export(model, new BundleTarget("synthetic"));
        var tested = exporter.Export(model, new BundleTarget("synthetic"), new TestResult(parts, [.. model.Score(parts)]));

        tested.WeightsSha256.ShouldBe(plain.WeightsSha256);
        tested.Manifest.Calibration.ShouldBe(plain.Manifest.Calibration);
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(tested.Directory, "report.json")));
        var auroc = report.RootElement.GetProperty("test").GetProperty("metrics").GetProperty("imageAuroc").GetDouble();
        auroc.ShouldBeInRange(0, 1);
        report.RootElement.GetProperty("test").GetProperty("parts").GetArrayLength().ShouldBe(16);
        File.ReadAllText(Path.Combine(tested.Directory, "report", "index.html")).ShouldContain("of 8 defective test parts");
    }

    [Fact]
    public void Execute_SameSeed_GivesTheSameWeights()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);

        var first = Hash(teacher, TrainingFixture.Options(6));
        var second = Hash(teacher, TrainingFixture.Options(6));
        var other = Hash(teacher, TrainingFixture.Options(6, seed: 6));

        second.ShouldBe(first);
        other.ShouldNotBe(first);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_StoppedAndResumed_EqualsTheUninterruptedRun(bool killed)
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var checkpoint = Path.Combine(fixture.Folder, $"resume-{killed}.ckpt");
        using var stop = new CancellationTokenSource();

        var whole = Train(teacher, null, _ => { }, CancellationToken.None);
        Should.Throw<OperationCanceledException>(() => Train(teacher, checkpoint, done => Stop(done, killed, stop), stop.Token));
        File.Exists(checkpoint).ShouldBeTrue();
        var firstDone = 0;
        var resumed = Train(teacher, checkpoint, done => firstDone = firstDone == 0 ? done : firstDone, CancellationToken.None);

        resumed.ShouldBe(whole);
        firstDone.ShouldBe(killed ? 4 : 6);
        File.Exists(checkpoint).ShouldBeFalse();
    }

    [Fact]
    public void Train_KilledAndResumed_KeepsTheWholeLearningCurveAndTheTimeSpent()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var checkpoint = Path.Combine(fixture.Folder, "curve.ckpt");
        var time = new ManualTimeProvider();
        void Second(int done) => time.Advance(TimeSpan.FromSeconds(1));
        var whole = TrainerOf(teacher, null, Second, 25, time);
        var killed = TrainerOf(teacher, checkpoint, done => Stop(done == 22 ? 5 : 0, true, null!, () => Second(done)), 25, time);
        var resumed = TrainerOf(teacher, checkpoint, Second, 25, time);

        TrainWith(whole, teacher, CancellationToken.None);
        Should.Throw<OperationCanceledException>(() => TrainWith(killed, teacher, CancellationToken.None));
        TrainWith(resumed, teacher, CancellationToken.None);

        resumed.Curve.Select(point => point.Step).ShouldBe([20, 25]);
        resumed.Curve[0].ShouldBe(whole.Curve[0]);
        resumed.Curve[^1].HeldOutLoss.ShouldBe(whole.Curve[^1].HeldOutLoss);

        // A step's second passes after its checkpoint, so the twenty-first is lost with the kill.
        (whole.Seconds, resumed.Seconds).ShouldBe((25, 24));
    }

    [Fact]
    public void Execute_CrossScores_LearnsFromAllPartsAndCalibratesOnThem()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var run = new TrainingRun(TrainingFixture.Options(4), teacher, TimeProvider.System);
        var scores = GoodPartSplit.Folds(fixture.Good, 4, 5).SelectMany(split => run.ScoreHeldOut(split, CancellationToken.None)).ToList();

        using var model = run.Execute(fixture.Good, scores, CancellationToken.None);

        model.Split.Training.Count.ShouldBe(20);
        model.Calibration.Image.Parts.ShouldBe(20);
        model.Calibration.Image.Value.ShouldBeGreaterThan(scores.Max(score => score.Score));
    }

    [Fact]
    public void Execute_CheckpointOfOtherOptions_StartsAnew()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var checkpoint = Path.Combine(fixture.Folder, "foreign.ckpt");
        File.WriteAllBytes(checkpoint, [1, 2, 3]);

        var whole = Train(teacher, null, _ => { }, CancellationToken.None);

        Train(teacher, checkpoint, _ => { }, CancellationToken.None).ShouldBe(whole);
    }

    [Fact]
    public void Execute_ManySteps_KeepsNoTensors()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        Train(teacher, null, _ => { }, CancellationToken.None);

        // TorchSharp goes on counting the tensor that a Parameter took over: a run leaves as many as it has parameters.
        var ofParameter = Kept(() => new TorchSharp.Modules.Parameter(torch.ones(1)).Dispose());
        var few = Kept(() => TrainWith(TrainerOf(teacher, null, _ => { }, steps: 4), teacher, CancellationToken.None));
        var many = Kept(() => TrainWith(TrainerOf(teacher, null, _ => { }, steps: 12), teacher, CancellationToken.None));

        many.ShouldBe(few);
        if (ofParameter == 0)
        {
            few.ShouldBe(0);
        }
    }

    [Fact]
    public void Execute_UnusableOption_NamesItWithARemedy()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        var run = new TrainingRun(TrainingFixture.Options(8) with { BatchSize = 1 }, teacher, TimeProvider.System);

        Should.Throw<ModelBundleException>(() => run.Execute(fixture.Good, CancellationToken.None)).Message.ShouldContain("batch size 1");
    }

    [Fact]
    public void Publish_Recalibration_IsTheNextVersionWithTheSameWeights()
    {
        using var teacher = TrainingTeacher.Random("builtin", 1);
        using var model = new TrainingRun(TrainingFixture.Options(4), teacher, TimeProvider.System).Execute(fixture.Good, CancellationToken.None);
        var store = new BundleStore(Path.Combine(fixture.Folder, "again"));
        var first = new BundleExporter(store, TimeProvider.System).Export(model, new BundleTarget("synthetic"));
        using var scorer = new BundleScorer(first, teacher);

        var second = new Recalibration(store).Publish(scorer, model.Split.HeldOut, [], 0.1);

        second.Manifest.Version.ShouldBe(2);
        second.WeightsSha256.ShouldBe(first.WeightsSha256);
        second.Manifest.Calibration.ImageThreshold.ShouldBeLessThan(first.Manifest.Calibration.ImageThreshold);
    }

    private static void Stop(int done, bool killed, CancellationTokenSource stop, Action? otherwise = null)
    {
        otherwise?.Invoke();
        if (done == 5 && killed)
        {
            throw new OperationCanceledException("as if the process had died: nothing is saved");
        }

        if (done == 5)
        {
            stop.Cancel();
        }
    }

    private static long Kept(Action run)
    {
        var before = Tensor.TotalCount;
        run();
        return Tensor.TotalCount - before;
    }

    private string Train(TrainingTeacher teacher, string? checkpoint, Action<int> afterStep, CancellationToken cancellationToken) =>
        TrainWith(TrainerOf(teacher, checkpoint, afterStep, steps: 8), teacher, cancellationToken);

    private static Trainer TrainerOf(TrainingTeacher teacher, string? checkpoint, Action<int> afterStep, int steps, TimeProvider? time = null) =>
        new(TrainingFixture.Options(steps), teacher.Spec, time ?? TimeProvider.System)
        {
            CheckpointPath = checkpoint,
            CheckpointEvery = 3,
            AfterStep = afterStep,
        };

    private string TrainWith(Trainer trainer, TrainingTeacher teacher, CancellationToken cancellationToken)
    {
        var images = fixture.Good.Select(part => ImageFiles.LoadRgb(part.Path)).ToList();
        using var training = new TeacherFeatures(teacher.Spec, teacher.Network, images[..14], torch.float32, 1L << 30);
        using var heldOut = new TeacherFeatures(teacher.Spec, teacher.Network, images[14..], torch.float32, 1L << 30);
        using var student = trainer.Train(training, heldOut, cancellationToken);
        return ContentHash.Of(student);
    }

    private string Hash(TrainingTeacher teacher, TrainingOptions options)
    {
        using var model = new TrainingRun(options, teacher, TimeProvider.System).Execute(fixture.Good, CancellationToken.None);
        return ContentHash.Of(model.Student);
    }
}
