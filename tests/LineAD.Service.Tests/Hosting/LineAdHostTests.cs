using System.Net;
using System.Text;
using System.Text.Json;
using LineAD.Core.Errors;
using LineAD.Core.Intake;
using LineAD.Core.Memory;
using LineAD.Core.Wire;
using LineAD.Service.Hosting;
using LineAD.Testing;
using LineAD.Testing.Pipeline;

namespace LineAD.Service.Tests.Hosting;

public class LineAdHostTests
{
    [Fact]
    public async Task Run_StartAndStop_FollowTheStrictOrder()
    {
        var components = Loaded();
        await using var host = new RunningHost(components);
        await host.ReadyAsync();

        (await host.StopAsync()).ShouldBe(ServiceExitCodes.Ok);

        components.Steps.ShouldBe(
        [
            "models", "rehearsal", "journal", "recovery", "sinks, epoch 1", "sources",
            "intake stopped", "sources stopped", "sinks stopped", "journal closed",
        ]);
    }

    [Fact]
    public async Task Health_WhileModelsLoad_IsLiveButNeitherStartedNorReady()
    {
        await using var host = new RunningHost(new FakeComponents());

        await host.UntilAsync("/health/live", HttpStatusCode.OK);
        (await host.GetAsync("/health/startup")).Code.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await host.GetAsync("/health/ready")).Body.ShouldContain("models are being loaded");
        (await host.GetAsync("/api/ledger")).Code.ShouldBe(HttpStatusCode.ServiceUnavailable);

        host.Components.ModelsMayLoad.SetResult();
        await host.ReadyAsync();
        (await host.GetAsync("/health/startup")).Code.ShouldBe(HttpStatusCode.OK);
        await host.UntilAsync("/health/ready", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_BrokerAway_IsStartedAndLiveButNotReady()
    {
        await using var host = new RunningHost(Loaded(sinksConnected: false));

        await host.UntilAsync("/health/startup", HttpStatusCode.OK);
        (await host.GetAsync("/health/live")).Code.ShouldBe(HttpStatusCode.OK);
        (await host.GetAsync("/health/ready")).Body.ShouldContain("brokers are being connected");
        host.Components.Steps.ShouldNotContain("sources");

        Sink(host).IsConnected = true;
        await host.ReadyAsync();
        await host.UntilAsync("/health/ready", HttpStatusCode.OK);

        Sink(host).IsConnected = false;
        await host.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, "not connected");
        (await host.GetAsync("/health/live")).Code.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_NoModel_IsNotReadyUntilOneServes()
    {
        await using var host = new RunningHost(Loaded(hasModel: false));
        await host.ReadyAsync();
        await host.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, "no model");

        host.Components.Registry.Set("nut", "main", 1, host.Components.Group!);

        await host.UntilAsync("/health/ready", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_Line_NamesTheAddressThatAnswers()
    {
        await using var host = new RunningHost(Loaded());
        var ready = await host.ReadyAsync();

        ready.GetProperty("pid").GetInt32().ShouldBe(Environment.ProcessId);
        ready.GetProperty("epoch").GetInt32().ShouldBe(1);
        using var http = new HttpClient();
        var models = await http.GetStringAsync(new Uri(ready.GetProperty("http").GetString() + "/api/models"));
        models.ShouldContain("\"category\":\"nut\"");
        models.ShouldContain("\"version\":3");
    }

    [Fact]
    public async Task Shadow_DisagreesOnAPart_ShowsIt()
    {
        await using var host = new RunningHost(Loaded());
        await host.ReadyAsync();
        host.Components.Registry.ShadowGroup = new FakeGroup("shadow", new BufferPool(1 << 20)) { Tells = score => score + 1 };
        await host.Components.Registry.ShadowAsync("nut", "main", 4, default);
        var delivery = new RecordingDelivery();
        host.Components.Transport!.Intake!.Offer(Frame("0.25 a", delivery));

        var body = await host.UntilAsync("/api/shadow", HttpStatusCode.OK, "\"compared\":1");

        using var json = JsonDocument.Parse(body);
        var shadow = json.RootElement.GetProperty("shadows").EnumerateArray().Single();
        (shadow.GetProperty("version").GetInt32(), shadow.GetProperty("servingVersion").GetInt32()).ShouldBe((4, 3));
        shadow.GetProperty("disagreements").GetInt64().ShouldBe(1);
        var part = shadow.GetProperty("last").EnumerateArray().Single();
        part.GetProperty("serving").GetProperty("verdict").GetString().ShouldBe("pass");
        part.GetProperty("shadow").GetProperty("verdict").GetString().ShouldBe("reject");
        part.GetProperty("shadow").GetProperty("score").GetDouble().ShouldBe(1.25);
        (await host.GetAsync("/metrics")).Body.ShouldContain("linead_shadow_views_total{");
    }

    [Fact]
    public async Task Ledger_AfterAFrame_ShowsBothBooksBalanced()
    {
        await using var host = new RunningHost(Loaded());
        await host.ReadyAsync();
        var delivery = new RecordingDelivery();
        host.Components.Transport!.Intake!.Offer(Frame("0.2 a", delivery));
        Eventually.True(() => delivery.IsCompleted);

        var body = await host.UntilAsync("/api/ledger", HttpStatusCode.OK, "\"published\":1");

        using var ledger = JsonDocument.Parse(body);
        ledger.RootElement.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        var book = ledger.RootElement.GetProperty("books").EnumerateArray().Single(b => b.GetProperty("line").GetString() == "line1");
        book.GetProperty("frames").GetProperty("ended").GetProperty("used").GetInt64().ShouldBe(1);
        book.GetProperty("parts").GetProperty("decided").GetProperty("pass:model").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Stop_WithAnOpenPart_DecidesItBeforeTheSinksClose()
    {
        var host = new RunningHost(Loaded());
        await using (host)
        {
            await host.ReadyAsync();
            host.Components.Group!.Gate.Reset();
            host.Components.Transport!.Intake!.Offer(Frame("0.2 b", new RecordingDelivery()));
            await host.UntilAsync("/api/ledger", HttpStatusCode.OK, "\"opened\":1");

            var stopping = host.StopAsync();
            await host.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, "stopping");
            host.Components.Group.Gate.Set();

            (await stopping).ShouldBe(ServiceExitCodes.Ok);
            Sink(host).Decisions.ShouldHaveSingleItem().Inspection.Part.ShouldBe("p1");
            host.Components.Transport.DecidedAtClose.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Run_ActiveModelUnusable_EndsWithCode3()
    {
        var components = new FakeComponents { ModelFailure = new ModelBundleException("weights.safetensors is cut off.") };
        components.ModelsMayLoad.SetResult();
        await using var host = new RunningHost(components);

        (await host.Run.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(ServiceExitCodes.Model);
        components.Steps.ShouldNotContain("journal");
    }

    [Fact]
    public async Task Run_HungDevice_EndsWithCode5AndDecidesByPolicyFirst()
    {
        await using var host = new RunningHost(
            Loaded(), o => (o.Pipeline.DeviceHangMs, o.Pipeline.PolicyLeadMs, o.Stations[0].DeadlineMs) = (700, 500, 2000));
        await host.ReadyAsync();
        host.Components.Group!.Gate.Reset();
        host.Components.Transport!.Intake!.Offer(Frame("0.2 c", new RecordingDelivery()));

        var code = await host.Run.WaitAsync(TimeSpan.FromSeconds(20));
        host.Components.Group.Gate.Set();

        code.ShouldBe(ServiceExitCodes.DeviceHang);
        var decision = Sink(host).Decisions.ShouldHaveSingleItem();
        (decision.Verdict, decision.Basis).ShouldBe((Verdict.Reject, Basis.LatePolicy));
    }

    [Fact]
    public async Task Run_AddressTaken_NamesTheOption()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var options = RunningHost.Options(Path.GetTempPath());
        options.Http.Url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var error = await Should.ThrowAsync<LineAdConfigurationException>(
            () => LineAdHost.RunAsync(options, Loaded(), null, TextWriter.Null, CancellationToken.None));

        error.Errors.ShouldHaveSingleItem().Path.ShouldBe("$.http.url");
    }

    [PromtoolFact]
    public async Task Metrics_AfterAFrame_PassPromtool()
    {
        await using var host = new RunningHost(Loaded());
        await host.ReadyAsync();
        var delivery = new RecordingDelivery();
        host.Components.Transport!.Intake!.Offer(Frame("1.2 d", delivery));
        Eventually.True(() => delivery.IsCompleted);

        var text = await host.UntilAsync("/metrics", HttpStatusCode.OK, "linead_decisions_total");
        text.ShouldNotContain("rehearsal");

        var (code, output) = Promtool.CheckMetrics(text);
        code.ShouldBe(0, output);
        text.ShouldContain("linead_frames_received_total{");
        text.ShouldContain("linead_parts_in_flight{");
    }

    private static RecordingSink Sink(RunningHost host) => host.Components.Transport!.Sinks.Values.Single();

    private static FakeComponents Loaded(bool sinksConnected = true, bool hasModel = true)
    {
        var components = new FakeComponents { SinksConnected = sinksConnected, HasModel = hasModel };
        components.ModelsMayLoad.SetResult();
        return components;
    }

    private static InboundFrame Frame(string payload, IDelivery delivery) => new()
    {
        Transport = "memory",
        Line = "line1",
        Station = "st1",
        Camera = "cam1",
        TopicPart = "p1",
        Payload = Encoding.UTF8.GetBytes(payload),
        ReceivedTimestamp = TimeProvider.System.GetTimestamp(),
        Origin = "test",
        Delivery = delivery,
    };
}
