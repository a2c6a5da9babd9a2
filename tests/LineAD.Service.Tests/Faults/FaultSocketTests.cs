using System.Net;
using System.Net.Sockets;
using LineAD.Core.Errors;
using LineAD.Core.Time;
using LineAD.Service.Faults;
using LineAD.Service.Tests.Hosting;
using LineAD.Simulation.Loopback;

namespace LineAD.Service.Tests.Faults;

public sealed class FaultSocketTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linead-fault-");

    private string SocketPath => Path.Combine(_folder.FullName, "faults.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Socket_WhileTheHostRuns_IsForItsUserOnlyAndGoneAfterwards()
    {
        var host = new RunningHost(Loaded(), faults: Injection());
        await using (host)
        {
            await host.ReadyAsync();

            new FileInfo(SocketPath).UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Exists(SocketPath).ShouldBeFalse();
    }

    [Fact]
    public async Task Command_Known_IsCarriedOutAndCounted()
    {
        await using var host = new RunningHost(Loaded(), faults: Injection());
        await host.ReadyAsync();

        await FaultClient.InjectAsync(SocketPath, """{"fault":"nan-scores","count":3}""", CancellationToken.None);

        var metrics = await host.UntilAsync("/metrics", HttpStatusCode.OK, "linead_fault_injection_enabled 1");
        metrics.ShouldContain("""linead_faults_injected_total{fault="nan-scores"} 1""");
    }

    [Fact]
    public async Task Command_Unknown_IsRefusedWithTheReasonAndTheNextOneIsHeard()
    {
        await using var host = new RunningHost(Loaded(), faults: Injection());
        await host.ReadyAsync();

        var answer = await FaultClient.SendAsync(SocketPath, """{"fault":"earthquake"}""", CancellationToken.None);

        answer.GetProperty("ok").GetBoolean().ShouldBeFalse();
        answer.GetProperty("error").GetString()!.ShouldContain("earthquake is not known");
        var tooLong = await FaultClient.SendAsync(SocketPath, new string('x', 5000), CancellationToken.None);
        tooLong.GetProperty("error").GetString()!.ShouldContain("longer than 4096 bytes");
        await FaultClient.InjectAsync(SocketPath, """{"fault":"none"}""", CancellationToken.None);
    }

    [Fact]
    public async Task Host_WithoutInjection_HasNeitherSocketNorMetric()
    {
        await using var host = new RunningHost(Loaded());
        await host.ReadyAsync();

        (await host.GetAsync("/metrics")).Body.ShouldNotContain("fault_injection");
    }

    [Fact]
    public async Task Start_FileInTheWay_IsRefusedByName()
    {
        await File.WriteAllTextAsync(SocketPath, "something else");

        var error = await Should.ThrowAsync<LineAdConfigurationException>(RunAsync);

        error.Errors.ShouldHaveSingleItem().ToString().ShouldContain($"--allow-fault-injection: {SocketPath} cannot be made: it exists already");
        (await File.ReadAllTextAsync(SocketPath)).ShouldBe("something else");
    }

    [Fact]
    public async Task Start_SocketOfALivingProcess_IsRefusedAndOfADeadOneIsReplaced()
    {
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(SocketPath));
        other.Listen();
        await Should.ThrowAsync<LineAdConfigurationException>(RunAsync);

        // As a kill leaves it: nobody listens, the file is there.
        other.SafeHandle.Dispose();
        File.Exists(SocketPath).ShouldBeTrue();
        await using var host = new RunningHost(Loaded(), faults: Injection());
        await host.ReadyAsync();
    }

    private async Task RunAsync()
    {
        await using var host = new RunningHost(Loaded(), faults: Injection());
        await host.Run;
    }

    private FaultInjection Injection() => new(new FaultBoard(new SteppedTimeProvider()), SocketPath);

    private static FakeComponents Loaded()
    {
        var components = new FakeComponents();
        components.ModelsMayLoad.SetResult();
        return components;
    }
}
