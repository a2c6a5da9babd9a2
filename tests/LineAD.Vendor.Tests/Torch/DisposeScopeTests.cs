using static TorchSharp.torch;

namespace LineAD.Vendor.Tests.Torch;

[Collection("torch")]
public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_TensorsMadeInside_AreDisposed()
    {
        var before = Tensor.TotalCount;
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(3) + 1;
        }

        IsDisposed(inside).ShouldBeTrue();
        Tensor.TotalCount.ShouldBe(before);
    }

    [Fact]
    public void MoveToOuterDisposeScope_Nested_LivesAsLongAsTheOuterScope()
    {
        Tensor moved;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                moved = ones(3).MoveToOuterDisposeScope();
            }

            IsDisposed(moved).ShouldBeFalse();
        }

        IsDisposed(moved).ShouldBeTrue();
    }

    [Fact]
    public void MoveToOuterDisposeScope_Outermost_Detaches()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = ones(3).MoveToOuterDisposeScope();
        }

        IsDisposed(moved).ShouldBeFalse();
        moved.Dispose();
    }

    [Fact]
    public void DisposeEverythingBut_Some_KeepsOnlyThose()
    {
        using var scope = NewDisposeScope();
        var a = ones(1);
        var b = ones(1);

        scope.DisposeEverythingBut(b).ShouldBeSameAs(b);

        IsDisposed(a).ShouldBeTrue();
        IsDisposed(b).ShouldBeFalse();
    }

    [Fact]
    public void Dispose_OuterBeforeInner_UnlinksOnlyTheOuter()
    {
        var outer = NewDisposeScope();
        using var inner = NewDisposeScope();

        outer.Dispose();

        var made = ones(1);
        IsDisposed(made).ShouldBeFalse();
        inner.Dispose();
        IsDisposed(made).ShouldBeTrue();
    }

    [Fact]
    public void Dispose_TensorByHand_LeavesItsScope()
    {
        using var scope = NewDisposeScope();
        var a = ones(1);

        a.Dispose();
        a.Dispose();

        Should.Throw<InvalidOperationException>(() => a.Handle).Message.ShouldContain("empty handle");
    }

    [Fact]
    public void Scope_OfAnotherThread_IsNotShared()
    {
        Tensor? made = null;
        using (NewDisposeScope())
        {
            var thread = new Thread(() => made = ones(1));
            thread.Start();
            thread.Join();
        }

        IsDisposed(made!).ShouldBeFalse();
        made!.Dispose();
    }

    [Fact]
    public void Parameter_MadeInScope_TakesTheTensorsPlace()
    {
        TorchSharp.Modules.Parameter parameter;
        using (NewDisposeScope())
        {
            var data = ones(2);
            parameter = new TorchSharp.Modules.Parameter(data);
            IsDisposed(data).ShouldBeTrue();
            IsDisposed(parameter).ShouldBeFalse();
            parameter.requires_grad.ShouldBeTrue();
        }

        IsDisposed(parameter).ShouldBeTrue();
    }

    private static bool IsDisposed(Tensor tensor)
    {
        try
        {
            return tensor.Handle == 0;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
