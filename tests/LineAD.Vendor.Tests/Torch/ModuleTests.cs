using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class ModuleTests
{
    [Fact]
    public void NamedParameters_OwnModule_FollowTheFields()
    {
        using var block = new Block();

        block.named_parameters().Select(p => p.name).ShouldBe(
            ["scale", "_conv.weight", "_conv.bias", "_norm.weight", "_norm.bias"]);
        block.named_buffers().Select(b => b.name).ShouldBe(
            ["_shift", "_norm.running_mean", "_norm.running_var", "_norm.num_batches_tracked"]);
        block.named_modules().Select(m => m.name).ShouldBe(["_conv", "_norm"]);
        block.state_dict().Count.ShouldBe(9);
    }

    [Fact]
    public void SaveAndLoad_NewModule_GivesTheSameOutput()
    {
        using var scope = NewDisposeScope();
        using var a = new Block();
        using var b = new Block();
        a.call(randn(2, 3, 4, 4));
        using var stream = new MemoryStream();
        a.save(new BinaryWriter(stream));
        stream.Position = 0;

        b.load(new BinaryReader(stream));

        a.eval();
        b.eval();
        var x = randn(2, 3, 4, 4);
        b.call(x).Equals(a.call(x)).ShouldBeTrue();
    }

    [Fact]
    public void LoadStateDict_Strict_RefusesMissingAndUnexpected()
    {
        using var scope = NewDisposeScope();
        using var block = new Block();
        var source = block.state_dict().ToDictionary(e => e.Key, e => e.Value.detach().clone());
        source.Remove("_conv.bias");
        source.Add("other", ones(1));

        var error = Should.Throw<InvalidOperationException>(() => block.load_state_dict(source));
        error.Message.ShouldContain("_conv.bias");
        error.Message.ShouldContain("other");
        var (missing, unexpected) = block.load_state_dict(source, strict: false);
        missing.ShouldBe(["_conv.bias"]);
        unexpected.ShouldBe(["other"]);
    }

    [Fact]
    public void To_BFloat16_ConvertsFloatsAndKeepsCounters()
    {
        using var block = new Block();
        var old = block.scale;

        block.to(ScalarType.BFloat16).ShouldBeSameAs(block);

        old.IsInvalid.ShouldBeTrue();
        block.scale.dtype.ShouldBe(bfloat16);
        block.scale.requires_grad.ShouldBeTrue();
        block.state_dict()["_norm.num_batches_tracked"].dtype.ShouldBe(int64);
        using var y = block.call(ones(1, 3, 4, 4, bfloat16));
        y.dtype.ShouldBe(bfloat16);
    }

    [Fact]
    public void To_AnIntegerType_IsRefused()
    {
        using var block = new Block();

        Should.Throw<ArgumentException>(() => block.to(ScalarType.Int32)).Message.ShouldContain("Int32");
    }

    [Fact]
    public void Dispose_Module_ReleasesEveryTensor()
    {
        var before = Tensor.TotalCount;
        var block = new Block();
        Tensor.TotalCount.ShouldBe(before + 9);

        block.Dispose();
        block.Dispose();

        Tensor.TotalCount.ShouldBe(before);
    }

    [Fact]
    public void Train_OfAParent_ReachesTheChildren()
    {
        using var block = new Block();

        block.eval();

        block.training.ShouldBeFalse();
        block.modules().ShouldAllBe(m => !m.training);
        block.train();
        block.modules().ShouldAllBe(m => m.training);
    }

    [Fact]
    public void ZeroGrad_AfterBackward_RemovesGradients()
    {
        using var scope = NewDisposeScope();
        using var block = new Block();
        block.call(randn(2, 3, 4, 4)).sum().backward();
        block.scale.grad.ShouldNotBeNull();

        block.zero_grad();

        block.parameters().All(p => p.grad is null).ShouldBeTrue();
    }

    [Fact]
    public void RegisterModule_Twice_SaysWhich()
    {
        using var block = new Block();
        using var other = nn.ReLU();

        Should.Throw<InvalidOperationException>(() => block.register_module("_conv", other)).Message.ShouldContain("_conv");
        Should.Throw<ArgumentException>(() => block.register_module("a.b", other)).Message.ShouldContain("a.b");
    }

    [Fact]
    public void ModuleList_AndTwoInputs_AreReached()
    {
        using var pair = new Pair();
        using var scope = NewDisposeScope();

        pair.call(ones(1, 2), ones(1, 2) * 2).shape.ShouldBe([1, 3]);
        pair.named_parameters().Select(p => p.name).ShouldBe(["_list.0.weight", "_list.1.weight"]);
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        public Parameter scale = nn.Parameter(ones(4, 1, 1));
        private readonly Conv2d _conv = nn.Conv2d(3, 4, 3, padding: 1);
        private readonly BatchNorm2d _norm = nn.BatchNorm2d(4);
        private Tensor _shift = ones(4, 1, 1);

        internal Block()
            : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return ((_norm.call(_conv.call(input)) * scale) + _shift).MoveToOuterDisposeScope();
        }

    }

    private sealed class Pair : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly ModuleList<Linear> _list = nn.ModuleList(nn.Linear(2, 3, false), nn.Linear(2, 3, false));

        internal Pair()
            : base(nameof(Pair)) => RegisterComponents();

        public override Tensor forward(Tensor input1, Tensor input2)
        {
            using var scope = NewDisposeScope();
            return (_list[0].call(input1) + _list[1].call(input2)).MoveToOuterDisposeScope();
        }
    }
}
