using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace LineAD.Vendor.Tests.Torch.StandIn;

/// <summary>What only the stand-in has: its native library and its limits.</summary>
[Collection("torch")]
public sealed class NativeTests
{
    [Fact]
    public void MissingText_OfTheLibrary_NamesPathAndRemedy()
    {
        var text = NativeMethods.MissingText("/x/liblinead_torch.so", "no such file.");

        text.ShouldContain("/x/liblinead_torch.so");
        text.ShouldContain("libtorch-dev");
        text.ShouldContain("deploy/linead setup");
    }

    [Fact]
    public void Call_UnknownOperator_NamesIt() =>
        Should.Throw<ExternalException>(() => Aten.Run("no_such_operator")).Message.ShouldContain("aten::no_such_operator");

    [Fact]
    public void Call_TooManyOrTooFewArguments_SaysWhatTheOperatorTakes()
    {
        using var scope = NewDisposeScope();
        var t = ones(1);

        Should.Throw<ExternalException>(() => Aten.Run("relu", t, t)).Message.ShouldContain("takes 1");
        Should.Throw<ExternalException>(() => Aten.Run("mm", t)).Message.ShouldContain("'mat2'");
    }

    [Fact]
    public void InferenceMode_DisposedOnAnotherThread_IsRefused()
    {
        var guard = inference_mode();
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(guard.Dispose));

        thread.Start();
        thread.Join();
        guard.Dispose();

        error.ShouldBeOfType<InvalidOperationException>();
        (ones(1, requires_grad: true) * 2).requires_grad.ShouldBeTrue();
    }
}
