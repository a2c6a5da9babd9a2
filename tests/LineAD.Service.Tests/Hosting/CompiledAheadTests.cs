using System.Runtime;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Service.Hosting;

namespace LineAD.Service.Tests.Hosting;

public class CompiledAheadTests
{
    [Fact]
    public void Run_WholeProduct_CompilesItsMethods() =>
        CompiledAhead.Run(CancellationToken.None).ShouldBeGreaterThan(2000);

    [Fact]
    public void Run_MethodOfAnInterface_IsCompiledBeforeItsFirstCall()
    {
        CompiledAhead.Run(CancellationToken.None);
        IModelRegistry model = new RehearsalModel(new BufferPool(1 << 20));
        Func<string, string, bool> call = model.EndShadow;
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);

        var ended = call("category", "view");
        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true) - before;

        (ended, compiled).ShouldBe((false, 0));
    }

    [Fact]
    public void Run_Cancelled_Ends() =>
        Should.Throw<OperationCanceledException>(() => CompiledAhead.Run(new CancellationToken(canceled: true)));
}
