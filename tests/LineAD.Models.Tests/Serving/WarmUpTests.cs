using LineAD.Models.Networks.Blocks;
using LineAD.Models.Serving;
using LineAD.Models.Tests.Networks.Blocks;

namespace LineAD.Models.Tests.Serving;

public sealed class WarmUpTests
{
    [Theory]
    [InlineData(Precision.Fp32)]
    [InlineData(Precision.Bf16)]
    public void Run_PackedIsFaster_PacksTeacherAndStudentAndKeepsTheScores(Precision precision)
    {
        using var test = new TestModel(precision);
        var model = test.Add("a");
        var before = Scores(test, model);
        test.Runtime.Convolutions.Packed.ShouldBe(0);
        WarmUp.Run(model, new ScriptedTime(1, 0.5), default).Keys.ShouldBe([1, 2, 4]);
        test.Runtime.Convolutions.Packed.ShouldBeGreaterThan(0);
        model.Student.Convolutions.Packed.ShouldBeGreaterThan(model.Student.Convolutions.All / 2);
        Scores(test, model).ShouldBe(before, precision == Precision.Fp32 ? 1e-4 : 0.02);
    }

    [Fact]
    public void Run_PackedIsSlower_PacksNothing()
    {
        using var test = new TestModel();
        var model = test.Add("a");
        WarmUp.Run(model, new ScriptedTime(1, 1.5), default);
        test.Runtime.Convolutions.Packed.ShouldBe(0);
        model.Student.Convolutions.Packed.ShouldBe(0);
    }

    // Tuning is open on this thread only, so what gets packed was computed on it.
    [Fact]
    public void Rehearse_OnTheCallingThread_RunsTeacherAndStudentOnTheServingPass()
    {
        using var test = new TestModel();
        var model = test.Add("a");
        using (var lease = model.TryLease()!)
        using (ConvTuning.Open(new ScriptedTime(1, 0.5)))
        {
            lease.Rehearse();
        }

        test.Runtime.Convolutions.Packed.ShouldBeGreaterThan(0);
        model.Student.Convolutions.Packed.ShouldBeGreaterThan(model.Student.Convolutions.All / 2);
    }

    // A lone frame, and three padded to four.
    private static double[] Scores(TestModel test, LoadedModel model)
    {
        var alone = test.Item(model, 0);
        test.Group.Score([alone], 1);
        var together = Enumerable.Range(0, 3).Select(k => test.Item(model, k)).ToList();
        test.Group.Score(together, 4);
        return [alone.Score, .. together.Select(item => item.Score)];
    }
}
