using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class TensorTests
{
    [Fact]
    public void Tensor_FromArrays_ReadsBackTheSame()
    {
        using var scope = NewDisposeScope();

        tensor(new float[,] { { 1, 2 }, { 3, 4 } }).shape.ShouldBe([2, 2]);
        tensor([1f, 2, 3, 4, 5, 6], [2, 3]).data<float>().ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
        tensor([1L, -2]).data<long>().ToArray().ShouldBe([1, -2]);
        tensor(new byte[] { 200, 3 }).bytes.ToArray().ShouldBe([200, 3]);
        tensor(2.5, dtype: float32).item<float>().ShouldBe(2.5f);
        from_array(new[, ,] { { { true, false } } }).dtype.ShouldBe(@bool);
        full([2, 2], 7).dtype.ShouldBe(int64);
        full([2, 2], 7.0).dtype.ShouldBe(float32);
        arange(2, 8, 3).data<long>().ToArray().ShouldBe([2, 5]);
        Should.Throw<ArgumentException>(() => tensor([1f, 2, 3], [2, 2]));
    }

    [Fact]
    public void Data_OfAPermutedTensor_IsInIndexOrder()
    {
        using var scope = NewDisposeScope();
        var t = arange(6, dtype: float32).reshape(2, 3).permute(1, 0);

        t.is_contiguous().ShouldBeFalse();
        t.stride().ShouldBe([1, 3]);
        t.data<float>().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        t.data<float>()[2, 1].ShouldBe(5);
        Should.Throw<InvalidOperationException>(() => t.bytes.Length).Message.ShouldContain("contiguous");
    }

    [Fact]
    public void Index_EachKind_SelectsTheExpectedElements()
    {
        using var scope = NewDisposeScope();
        var t = arange(24).reshape(2, 3, 4);

        t[1, 2, 3].item<long>().ShouldBe(23);
        t[TensorIndex.Ellipsis, 0].shape.ShouldBe([2, 3]);
        t[0, TensorIndex.Slice(1, null, 1), TensorIndex.Slice(0, 4, 2)].data<long>().ToArray().ShouldBe([4, 6, 8, 10]);
        t[TensorIndex.None, 1].shape.ShouldBe([1, 3, 4]);
        t[t.gt(20)].data<long>().ToArray().ShouldBe([21, 22, 23]);
        t[0, TensorIndex.Slice(0, 1)] = zeros(1, 4, int64);
        t.sum().item<long>().ShouldBe(276 - 6);
    }

    [Fact]
    public void Operators_ScalarOnEitherSide_MatchArithmetic()
    {
        using var scope = NewDisposeScope();
        var t = tensor([2f, 4f]);

        (1 - t).data<float>().ToArray().ShouldBe([-1, -3]);
        (8 / t).data<float>().ToArray().ShouldBe([4, 2]);
        ((t * 2) + (t / 2) - 1.5).data<float>().ToArray().ShouldBe([3.5f, 8.5f]);
        t.pow(2).sqrt().Equals(t).ShouldBeTrue();
        (t == t.clone()).all().item<bool>().ShouldBeTrue();
        (t != 2).data<bool>().ToArray().ShouldBe([false, true]);
        t.sub_(1).mul_(3).add_(t, 2).data<float>().ToArray().ShouldBe([9, 27]);
    }

    [Fact]
    public void Reductions_AndSorting_MatchKnownValues()
    {
        using var scope = NewDisposeScope();
        var t = tensor(new double[,] { { 1, 5, 3 }, { 9, 7, 8 } });

        t.mean([0]).data<double>().ToArray().ShouldBe([5, 6, 5.5]);
        t.sum(1, keepdim: true).shape.ShouldBe([2, 1]);
        t.amax(1).data<double>().ToArray().ShouldBe([5, 9]);
        t.topk(2).values.data<double>().ToArray().ShouldBe([5, 3, 9, 8]);
        t.sort(descending: true).Values.data<double>().ToArray().ShouldBe([5, 3, 1, 9, 8, 7]);
        cat([t, t], 1).shape.ShouldBe([2, 6]);
        where(t.gt(4), t, zeros_like(t)).sum().item<double>().ShouldBe(29);
    }

    [Fact]
    public void To_SameType_SharesMemoryUnlessCopied()
    {
        using var scope = NewDisposeScope();
        var t = ones(2);

        t.to(float32).add_(1);
        t.to(float32, copy: true).add_(1);
        t.detach().add_(1);

        t.data<float>().ToArray().ShouldBe([3, 3]);
        t.to(float64, disposeAfter: true).dtype.ShouldBe(float64);
    }

    [Fact]
    public void Stream_Tensor_RoundTrips()
    {
        using var scope = NewDisposeScope();
        using var stream = new MemoryStream();
        var t = randn(3, 200);
        t.Save(new BinaryWriter(stream));
        stream.Position = 0;
        var copy = zeros(3, 200);

        copy.Load(new BinaryReader(stream));

        copy.Equals(t).ShouldBeTrue();
        stream.Length.ShouldBe(1 + 1 + 1 + 2 + (600 * 4));
    }

    [Fact]
    public void Errors_FromLibtorch_CarryItsText()
    {
        using var scope = NewDisposeScope();

        Should.Throw<ExternalException>(() => ones(2, 3).mm(ones(2, 3))).Message.ShouldContain("mat1 and mat2 shapes");
        Should.Throw<ExternalException>(() => ones(2).backward()).Message.ShouldContain("does not require grad");
        Should.Throw<ArgumentException>(() => ones(2).item<float>());
        Should.Throw<ArgumentException>(() => ones(1).item<double>());
    }

    [Fact]
    public void TotalCount_AfterErrorsAndWork_ReturnsToTheStart()
    {
        var before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            var t = randn(4, 4, requires_grad: true);
            t.softmax(1).log().sum().backward();
            Should.Throw<ExternalException>(() => t.view(3, 5));
            t[0, TensorIndex.Slice(1, 3)].sum();
        }

        Tensor.TotalCount.ShouldBe(before);
    }

    [Fact]
    public void Finalizer_ForgottenTensors_AreReleased()
    {
        var before = Tensor.TotalCount;
        Forget();

        SpinWait.SpinUntil(Collected, TimeSpan.FromSeconds(10)).ShouldBeTrue();

        bool Collected()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Tensor.TotalCount <= before;
        }
    }

    [Fact]
    public void Runtime_Counts_AreThoseOfTheLibrary()
    {
        cuda.device_count().ShouldBeGreaterThanOrEqualTo(cuda.is_available() ? 1 : 0);
        __version__.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void ManualSeed_SameSeed_GivesTheSameNumbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(11);
        var first = randn(5);
        manual_seed(11);

        randn(5).Equals(first).ShouldBeTrue();
    }

    [Fact]
    public void Device_Description_IsParsed()
    {
        device("cpu").type.ShouldBe(DeviceType.CPU);
        new Device("cuda:1").ToString().ShouldBe("cuda:1");
        Should.Throw<ArgumentException>(() => new Device("gpu")).Message.ShouldContain("'gpu'");
        if (!cuda.is_available())
        {
            Should.Throw<InvalidOperationException>(() => device("cuda")).Message.ShouldContain("CUDA");
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        for (var k = 0; k < 50; k++)
        {
            ones(3).add(1);
        }
    }
}
