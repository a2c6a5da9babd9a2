using TorchSharp;
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
            scope.DisposablesCount.ShouldBe(2);
        }

        inside.IsInvalid.ShouldBeTrue();
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

            moved.IsInvalid.ShouldBeFalse();
            outer.Contains(moved).ShouldBeTrue();
        }

        moved.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void MoveToOuterDisposeScope_Outermost_Detaches()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            moved = ones(3).MoveToOuterDisposeScope();
        }

        moved.IsInvalid.ShouldBeFalse();
        moved.Dispose();
    }

    [Fact]
    public void DetachAndAttach_OneTensor_ChangesItsOwner()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            kept = ones(3).DetachFromDisposeScope();
        }

        kept.IsInvalid.ShouldBeFalse();
        using (var scope = NewDisposeScope())
        {
            scope.Attach(kept);
        }

        kept.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void DisposeEverythingBut_Some_KeepsOnlyThose()
    {
        using var scope = NewDisposeScope();
        var a = ones(1);
        var b = ones(1);

        scope.DisposeEverythingBut(b).ShouldBeSameAs(b);

        a.IsInvalid.ShouldBeTrue();
        b.IsInvalid.ShouldBeFalse();
        scope.DisposablesCount.ShouldBe(1);
    }

    [Fact]
    public void Dispose_OuterBeforeInner_UnlinksOnlyTheOuter()
    {
        var outer = NewDisposeScope();
        using var inner = NewDisposeScope();

        outer.Dispose();

        CurrentDisposeScope.ShouldBeSameAs(inner);
        inner.Dispose();
        CurrentDisposeScope.ShouldBeNull();
    }

    [Fact]
    public void Dispose_TensorByHand_LeavesItsScope()
    {
        using var scope = NewDisposeScope();
        var a = ones(1);

        a.Dispose();
        a.Dispose();

        scope.DisposablesCount.ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => a.Handle).Message.ShouldContain("empty handle");
    }

    [Fact]
    public void CurrentScope_OtherThread_IsNotShared()
    {
        using var scope = NewDisposeScope();
        var seen = (DisposeScope?)scope;
        var thread = new Thread(() => seen = CurrentDisposeScope);

        thread.Start();
        thread.Join();

        seen.ShouldBeNull();
    }

    [Fact]
    public void Statistics_OfThisThread_CountEachFate()
    {
        var s = DisposeScopeManager.Statistics;
        s.Reset();
        var outside = ones(1);
        using (NewDisposeScope())
        {
            var freed = ones(1);
            ones(1).DetachFromDisposeScope().Dispose();
            freed.Dispose();
        }

        outside.Dispose();

        s.CreatedOutsideScopeCount.ShouldBe(1);
        s.CreatedInScopeCount.ShouldBe(2);
        s.DisposedInScopeCount.ShouldBe(1);
        s.DisposedOutsideScopeCount.ShouldBe(2);
        s.DetachedFromScopeCount.ShouldBe(1);
        s.ThreadTotalLiveCount.ShouldBe(0);
    }

    [Fact]
    public void Attach_NotATensor_IsRefused()
    {
        using var scope = NewDisposeScope();
        using var other = new MemoryStream();

        Should.Throw<InvalidOperationException>(() => scope.Attach(other));
    }

    [Fact]
    public void Parameter_MadeInScope_TakesTheTensorsPlace()
    {
        var before = Tensor.TotalCount;
        using (var scope = NewDisposeScope())
        {
            var data = ones(2);
            var parameter = nn.Parameter(data);
            data.IsInvalid.ShouldBeTrue();
            parameter.requires_grad.ShouldBeTrue();
            scope.Contains(parameter).ShouldBeTrue();
            scope.DisposablesCount.ShouldBe(1);
        }

        Tensor.TotalCount.ShouldBe(before);
    }
}
