using LineAD.Service.Hosting;

namespace LineAD.Service.Tests.Hosting;

public class CompiledAheadTests
{
    [Fact]
    public void Run_WholeProduct_CompilesItsMethods() =>
        CompiledAhead.Run(CancellationToken.None).ShouldBeGreaterThan(2000);

    [Fact]
    public void Run_Cancelled_Ends() =>
        Should.Throw<OperationCanceledException>(() => CompiledAhead.Run(new CancellationToken(canceled: true)));
}
