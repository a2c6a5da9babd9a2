using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class OptimizerTests
{
    private const int Steps = 7;
    private const double Tolerance = 1e-12;

    private static readonly Dictionary<string, Func<Parameter[], optim.Optimizer>> Optimizers = new()
    {
        ["adam"] = p => optim.Adam(p, 0.05),
        ["adam_decay_amsgrad"] = p => optim.Adam(p, 0.05, weight_decay: 0.1, amsgrad: true),
        ["adamw"] = p => optim.AdamW(p, 0.05, 0.8, 0.95, 1e-6, 0.1),
    };

    public static TheoryData<string> Names => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_SeveralTimes_MatchesPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var w = Start();
        using var optimizer = Optimizers[name]([w]);
        var losses = new double[Steps];
        var rates = new double[Steps];
        for (var k = 0; k < Steps; k++)
        {
            losses[k] = Train(optimizer, w);
            rates[k] = optimizer.ParamGroups.Single().LearningRate;
        }

        losses.ShouldBeClose(Golden.List(name, "losses"), Tolerance);
        rates.ShouldBeClose(Golden.List(name, "rates"), Tolerance);
        w.data<double>().ToArray().ShouldBeClose(Golden.List(name, "weights"), Tolerance);
    }

    [Theory]
    [InlineData("adam_decay_amsgrad")]
    [InlineData("adamw")]
    public void LoadStateDict_IntoNewOptimizer_ContinuesAsIfNeverStopped(string name)
    {
        using var scope = NewDisposeScope();
        var w = Start();
        var first = (OptimizerHelper)Optimizers[name]([w]);
        for (var k = 0; k < 3; k++)
        {
            Train(first, w);
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        first.save_state_dict(writer);
        first.Dispose();
        stream.Position = 0;
        using var second = (OptimizerHelper)Optimizers[name]([w]);
        second.load_state_dict(new BinaryReader(stream));
        for (var k = 3; k < Steps; k++)
        {
            Train(second, w);
        }

        w.data<double>().ToArray().ShouldBeClose(Golden.List(name, "weights"), Tolerance);
    }

    [Fact]
    public void LoadStateDict_OfAnotherOptimizer_SaysWhich()
    {
        using var scope = NewDisposeScope();
        using var adam = optim.Adam([Start()]);
        using var other = optim.AdamW([Start()]);
        using var stream = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;

        var error = Should.Throw<InvalidDataException>(() => other.load_state_dict(new BinaryReader(stream)));
        error.Message.ShouldContain("'AdamW'");
        error.Message.ShouldContain("'Adam'");
    }

    [Fact]
    public void Step_ManyTimes_LeavesNoTensorBehind()
    {
        using var scope = NewDisposeScope();
        var w = Start();
        using var optimizer = optim.AdamW([w], amsgrad: true);
        Train(optimizer, w);
        var afterOne = Tensor.TotalCount;
        for (var k = 0; k < 20; k++)
        {
            Train(optimizer, w);
        }

        Tensor.TotalCount.ShouldBe(afterOne);
    }

    private static Parameter Start() => new(tensor(new[] { 0.5, -1.25, 2.0, 0.03 }));

    private static double Train(optim.Optimizer optimizer, Parameter w)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = Loss(w);
        loss.backward();
        optimizer.step();
        return loss.item<double>();
    }

    private static Tensor Loss(Parameter w)
    {
        var d = w - tensor(new[] { 0.1, 0.2, -0.3, 0.4 });
        return (d * d).sum() + (0.1 * d.pow(4).sum());
    }
}
