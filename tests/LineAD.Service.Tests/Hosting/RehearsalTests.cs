using LineAD.Core.Memory;
using LineAD.Service.Hosting;

namespace LineAD.Service.Tests.Hosting;

public sealed class RehearsalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-rehearsal-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_RealParts_DecidesAndLeavesNothingBehind()
    {
        var pool = new BufferPool(64 << 20);
        var components = new ProductComponents(TimeProvider.System);
        var rehearsal = new Rehearsal(components, components.CreateDecoder(pool), pool, TimeProvider.System);
        var folder = Path.Combine(_folder, Rehearsal.Category);

        // Twenty of its parts have frames; a slow machine plays fewer in the 2 s that it has.
        (await rehearsal.RunAsync(folder, CancellationToken.None)).ShouldBeInRange(1, 20);
        (await rehearsal.RunAsync(folder, CancellationToken.None)).ShouldBeInRange(1, 20);

        Directory.Exists(folder).ShouldBeFalse();
        pool.OutstandingBuffers.ShouldBe(0);
    }
}
