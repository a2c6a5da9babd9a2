using LineAD.Core.Configuration;

namespace LineAD.Core.Tests.Configuration;

public class ConfigurationValidatorTests
{
    private static readonly ConfigurationFacts Facts = new(f => f == "there.pem", v => v == "SET" ? "secret" : null);

    [Fact]
    public void Validate_MinimalOptions_HasNoErrors()
    {
        Errors(_ => { }).ShouldBeEmpty();
    }

    public static TheoryData<string, Action<LineAdOptions>> Violations => new()
    {
        { "$.root", o => o.Root = "LineAD" },
        { "$.root", o => o.Root = "dlq" },
        { "$.instance", o => o.Instance = " " },
        { "$.dataDirectory", o => o.DataDirectory = "" },
        { "$.mqtt", o => o.Mqtt = null },
        { "$.mqtt.host", o => o.Mqtt!.Host = "mqtt://host:1883" },
        { "$.mqtt.host", o => o.Mqtt!.Host = "" },
        { "$.mqtt.port", o => o.Mqtt!.Port = 65_536 },
        { "$.mqtt.protocol", o => o.Mqtt!.Protocol = "3.1" },
        { "$.mqtt.clientIdPrefix", o => o.Mqtt!.ClientIdPrefix = "a/b" },
        { "$.mqtt.keepAliveSeconds", o => o.Mqtt!.KeepAliveSeconds = 0 },
        { "$.mqtt.frameSessionExpirySeconds", o => o.Mqtt!.FrameSessionExpirySeconds = 86_401 },
        { "$.mqtt.maxReconnectDelayMs", o => o.Mqtt!.MaxReconnectDelayMs = 0 },
        { "$.mqtt.outputQueue", o => o.Mqtt!.OutputQueue = 0 },
        { "$.mqtt.user", o => o.Mqtt!.PasswordEnvironment = "SET" },
        { "$.mqtt.passwordFile", o => (o.Mqtt!.User, o.Mqtt.PasswordFile) = ("u", "missing") },
        { "$.mqtt.passwordEnvironment", o => (o.Mqtt!.User, o.Mqtt.PasswordEnvironment) = ("u", "UNSET") },
        { "$.mqtt.tls.caFile", o => o.Mqtt!.Tls = new TlsOptions { CaFile = "missing" } },
        { "$.mqtt.tls.keyFile", o => o.Mqtt!.Tls = new TlsOptions { CertificateFile = "there.pem" } },
        { "$.mqtt.tls.certificateFile", o => o.Mqtt!.Tls = new TlsOptions { KeyFile = "there.pem" } },
        { "$.mqtt.receiveFrames", o => o.Mqtt!.ReceiveFrames = false },
        { "$.mqtt.publish", o => o.Mqtt!.Publish = false },
        { "$.kafka.receiveFrames", o => (o.Mqtt, o.Kafka) = (null, new KafkaOptions { Publish = true }) },
        { "$.kafka.publish", o => (o.Mqtt, o.Kafka) = (null, new KafkaOptions { ReceiveFrames = true }) },
        { "$.kafka.bootstrapServers", o => o.Kafka = new KafkaOptions { BootstrapServers = "broker" } },
        { "$.kafka.bootstrapServers", o => o.Kafka = new KafkaOptions { BootstrapServers = "a:9092,b:0" } },
        { "$.kafka.groupId", o => o.Kafka = new KafkaOptions { GroupId = " " } },
        { "$.kafka.startAt", o => o.Kafka = new KafkaOptions { StartAt = "now" } },
        { "$.kafka.compression", o => o.Kafka = new KafkaOptions { Compression = "zip" } },
        { "$.kafka.sessionTimeoutMs", o => o.Kafka = new KafkaOptions { SessionTimeoutMs = 10 } },
        { "$.kafka.requestTimeoutMs", o => o.Kafka = new KafkaOptions { RequestTimeoutMs = 999 } },
        { "$.kafka.requestTimeoutMs", o => o.Kafka = new KafkaOptions { RequestTimeoutMs = 2_999, FetchWaitMs = 2_000 } },
        { "$.kafka.fetchWaitMs", o => o.Kafka = new KafkaOptions { FetchWaitMs = 1 } },
        { "$.kafka.revokeBudgetMs", o => o.Kafka = new KafkaOptions { RevokeBudgetMs = -1 } },
        { "$.kafka.highWaterFrames", o => o.Kafka = new KafkaOptions { HighWaterFrames = -1 } },
        { "$.kafka.bufferKilobytes", o => o.Kafka = new KafkaOptions { BufferKilobytes = 1 } },
        { "$.kafka.maxRecordBytes", o => o.Kafka = new KafkaOptions { MaxRecordBytes = 1 } },
        { "$.kafka.outputQueue", o => o.Kafka = new KafkaOptions { OutputQueue = 0 } },
        { "$.kafka.saslMechanism", o => o.Kafka = new KafkaOptions { User = "u", PasswordEnvironment = "SET" } },
        { "$.kafka.saslMechanism", o => o.Kafka = Sasl("GSSAPI") },
        { "$.kafka.user", o => o.Kafka = new KafkaOptions { SaslMechanism = "PLAIN" } },
        { "$.kafka.passwordEnvironment", o => (o.Kafka = Sasl("PLAIN")).PasswordEnvironment = "UNSET" },
        { "$.kafka.passwordFile", o => (o.Kafka = Sasl("PLAIN")).PasswordFile = "there.pem" },
        { "$.kafka.tls.caFile", o => o.Kafka = new KafkaOptions { Tls = new TlsOptions { CaFile = "missing" } } },
        { "$.kafka.tls.keyFile", o => o.Kafka = new KafkaOptions { Tls = new TlsOptions { CertificateFile = "there.pem" } } },
        { "$.kafka.tls.targetHost", o => o.Kafka = new KafkaOptions { Tls = new TlsOptions { TargetHost = "b" } } },
        { "$.kafka.exactlyOnce", o => o.Kafka = new KafkaOptions { ExactlyOnce = true, Publish = true } },
        { "$.kafka.required", o => o.Kafka = ExactlyOnce(k => k.Required = false) },
        { "$.kafka.staticMember", o => o.Kafka = ExactlyOnce(k => k.StaticMember = false) },
        { "$.kafka.claimStore.endpoint", o => o.Kafka = Claims(s => s.Endpoint = "s3.local:9000") },
        { "$.kafka.claimStore.region", o => o.Kafka = Claims(s => s.Region = " ") },
        { "$.kafka.claimStore.buckets", o => o.Kafka = Claims(s => s.Buckets = "frames,No/Bucket") },
        { "$.kafka.claimStore.addresses", o => o.Kafka = Claims(s => s.Addresses = "https://store/frames") },
        { "$.kafka.claimStore.addresses", o => o.Kafka = Claims(s => s.Addresses = "ftp://store/") },
        { "$.kafka.claimStore.addresses", o => o.Kafka = Claims(s => s.Addresses = "https://user:word@store/") },
        { "$.kafka.claimStore.accessKey", o => o.Kafka = Claims(s => s.AccessKey = "AKID") },
        { "$.kafka.claimStore.accessKey", o => o.Kafka = Claims(s => s.SecretKeyEnvironment = "SET") },
        { "$.kafka.claimStore.secretKeyFile", o => o.Kafka = Claims(s => (s.AccessKey, s.SecretKeyFile) = ("AKID", "missing")) },
        { "$.kafka.claimStore.secretKeyEnvironment", o => o.Kafka = Claims(s => (s.AccessKey, s.SecretKeyEnvironment) = ("AKID", "UNSET")) },
        { "$.kafka.claimStore.timeoutMs", o => o.Kafka = Claims(s => s.TimeoutMs = 0) },
        { "$.kafka.transactionMaxMs", o => o.Kafka = new KafkaOptions { TransactionMaxMs = 0 } },
        { "$.stations[0].deliveryReserveMs", o => o.Kafka = ExactlyOnce(k => k.TransactionMaxMs = 50) },
        { "$.stations", o => o.Stations.Clear() },
        { "$.stations[0].line", o => o.Stations[0].Line = "cmd" },
        { "$.stations[0].station", o => o.Stations[0].Station = new string('s', 33) },
        { "$.stations[0].stationId", o => o.Stations[0].StationId = 0 },
        { "$.stations[0].stationId", o => o.Stations[0].StationId = 65_536 },
        { "$.stations[1].stationId", o => AddStation(o, "line1", "other", 1) },
        { "$.stations[1].station", o => AddStation(o, "line1", "st1", 2) },
        { "$.stations[0].category", o => o.Stations[0].Category = "" },
        { "$.stations[0].category", o => o.Stations[0].Category = new string('c', 17) },
        { "$.stations[0].cameras", o => o.Stations[0].Cameras.Clear() },
        { "$.stations[0].cameras[0].name", o => o.Stations[0].Cameras[0].Name = "unknown" },
        { "$.stations[0].cameras[0].view", o => o.Stations[0].Cameras[0].View = "" },
        { "$.stations[0].cameras[1].name", o => o.Stations[0].Cameras.Add(new CameraOptions { Name = "cam1" }) },
        { "$.stations[0].cameras[0].maxFramesPerSecond", o => o.Stations[0].Cameras[0].MaxFramesPerSecond = 0 },
        { "$.stations[0].cameras[0].maxFramesPerSecond", o => o.Stations[0].Cameras[0].MaxFramesPerSecond = double.NaN },
        { "$.stations[0].deadlineMs", o => o.Stations[0].DeadlineMs = 2001 },
        { "$.stations[0].deadlineMs", o => o.Stations[0].DeadlineMs = 65 },
        { "$.stations[0].deliveryReserveMs", o => o.Stations[0].DeliveryReserveMs = -1 },
        { "$.stations[0].latePolicy", o => o.Stations[0].LatePolicy = "Reject" },
        { "$.stations[0].latePolicy", o => o.Stations[0].LatePolicy = "pass" },
        { "$.stations[0].faultPolicy", o => o.Stations[0].FaultPolicy = "pass" },
        { "$.stations[0].faultPolicy", o => (o.Stations[0].FaultPolicy, o.Stations[0].ReviewAtGate) = ("review", "pass") },
        { "$.stations[0].reviewAtGate", o => o.Stations[0].ReviewAtGate = "review" },
        { "$.stations[0].reviewFrom", o => o.Stations[0].ReviewFrom = 0 },
        { "$.stations[0].reviewFrom", o => o.Stations[0].ReviewFrom = 1.01 },
        { "$.stations[0].reviewFrom", o => o.Stations[0].ReviewFrom = double.NaN },
        { "$.stations[0].mode", o => o.Stations[0].Mode = "stop" },
        { "$.stations[0].maxFrameBytes", o => o.Stations[0].MaxFrameBytes = 0 },
        { "$.pipeline.decodeWorkers", o => o.Pipeline.DecodeWorkers = -1 },
        { "$.pipeline.maskWorkers", o => o.Pipeline.MaskWorkers = 0 },
        { "$.pipeline.decodeQueue", o => o.Pipeline.DecodeQueue = 0 },
        { "$.pipeline.batchQueue", o => o.Pipeline.BatchQueue = 0 },
        { "$.pipeline.maskQueue", o => o.Pipeline.MaskQueue = 0 },
        { "$.pipeline.maxOpenParts", o => o.Pipeline.MaxOpenParts = 0 },
        { "$.pipeline.poolBytes", o => o.Pipeline.PoolBytes = 1 },
        { "$.pipeline.payloadBytes", o => o.Pipeline.PayloadBytes = 100 * 1024 * 1024 },
        { "$.pipeline.maxBatch", o => o.Pipeline.MaxBatch = 0 },
        { "$.pipeline.policyLeadMs", o => o.Pipeline.PolicyLeadMs = -1 },
        { "$.pipeline.publishReserveMs", o => o.Pipeline.PublishReserveMs = -1 },
        { "$.pipeline.dedupWindowSeconds", o => o.Pipeline.DedupWindowSeconds = 1 },
        { "$.pipeline.dedupMaxParts", o => o.Pipeline.DedupMaxParts = 100 },
        { "$.pipeline.deviceHangMs", o => o.Pipeline.DeviceHangMs = 0 },
        { "$.pipeline.drainTimeoutMs", o => o.Pipeline.DrainTimeoutMs = 1999 },
        { "$.models.directory", o => o.Models.Directory = "" },
        { "$.models.teacherDirectory", o => o.Models.TeacherDirectory = "" },
        { "$.models.device", o => o.Models.Device = "gpu" },
        { "$.models.precision", o => o.Models.Precision = "int8" },
        { "$.models.threads", o => o.Models.Threads = -1 },
        { "$.models.teachers.resnet18", o => o.Models.Teachers["resnet18"] = "missing.pth" },
        { "$.http.url", o => o.Http.Url = "0.0.0.0:9464" },
        { "$.http.url", o => o.Http.Url = "http://h:1/metrics" },
        { "$.logging.format", o => o.Logging.Format = "xml" },
        { "$.logging.level", o => o.Logging.Level = "loud" },
    };

    [Theory]
    [MemberData(nameof(Violations))]
    public void Validate_OneThingWrong_NamesItsPathAndARemedy(string path, Action<LineAdOptions> change)
    {
        var error = Errors(change).ShouldHaveSingleItem();

        error.Path.ShouldBe(path);
        error.Problem.ShouldNotBeEmpty();
        error.Remedy.ShouldEndWith(".");
        error.ToString().ShouldNotContain('\n');
    }

    [Fact]
    public void Validate_PassPolicyWithAcceptEscapes_IsAllowed()
    {
        Errors(o => (o.Stations[0].LatePolicy, o.Stations[0].AcceptEscapes) = ("pass", true)).ShouldBeEmpty();
    }

    [Fact]
    public void Validate_TwoStationsWithOneClientId_IsRefused()
    {
        // linead-a-b-c would be the client id of a/b-c and of a-b/c: each would take over the other.
        var errors = Errors(o =>
        {
            (o.Stations[0].Line, o.Stations[0].Station) = ("a", "b-c");
            AddStation(o, "a-b", "c", 2);
        });
        errors.ShouldHaveSingleItem().Problem.ShouldContain("client id");
    }

    [Fact]
    public void Validate_FrameRateBeyondReceiveMaximum_IsRefused()
    {
        var errors = Errors(o =>
        {
            (o.Stations[0].Cameras[0].MaxFramesPerSecond, o.Stations[0].MaxDeadlineMs) = (10_000, 99_999);
            (o.Stations[0].MaxFrameBytes, o.Pipeline.PayloadBytes) = (1024, 1L << 40);
            (o.Pipeline.DrainTimeoutMs, o.Pipeline.DedupWindowSeconds) = (100_000, 600);
        });
        errors.ShouldHaveSingleItem().Problem.ShouldContain("65535");
    }

    [Fact]
    public void Validate_ManyThingsWrong_ReportsAllAtOnce()
    {
        var errors = Errors(o =>
        {
            o.Root = "";
            o.Mqtt!.Port = -1;
            o.Stations[0].LatePolicy = "pass";
            o.Models.Device = "tpu";
        });
        errors.Select(e => e.Path).ShouldBe(["$.root", "$.mqtt.port", "$.stations[0].latePolicy", "$.models.device"]);
    }

    [Fact]
    public void FrameWindow_Of_SumsRateTimesLongestDeadlineAndReserve()
    {
        var options = Minimal();
        options.Stations[0].Cameras.Add(new CameraOptions { Name = "cam2", MaxFramesPerSecond = 0.1 });

        // 20/s × 2.05 s = 41, 0.1/s × 2.05 s = 0.205, each rounded up.
        FrameWindow.Of(options.Stations).ShouldBe(new FrameWindow(42, 42L * 8 * 1024 * 1024));
    }

    private static IReadOnlyList<Core.Errors.ConfigurationError> Errors(Action<LineAdOptions> change)
    {
        var options = Minimal();
        change(options);
        return ConfigurationValidator.Validate(options, Facts);
    }

    private static LineAdOptions Minimal()
    {
        var options = new LineAdOptions { Mqtt = new MqttOptions() };
        AddStation(options, "line1", "st1", 1);
        return options;
    }

    private static void AddStation(LineAdOptions options, string line, string station, int id) =>
        options.Stations.Add(new StationOptions
        {
            Line = line,
            Station = station,
            StationId = id,
            Category = "nut",
            Cameras = [new CameraOptions { Name = "cam1" }],
        });

    private static KafkaOptions Sasl(string mechanism) =>
        new() { SaslMechanism = mechanism, User = "u", PasswordEnvironment = "SET" };

    private static KafkaOptions Claims(Action<ClaimStoreOptions> change)
    {
        var kafka = new KafkaOptions();
        change(kafka.ClaimStore);
        return kafka;
    }

    private static KafkaOptions ExactlyOnce(Action<KafkaOptions> change)
    {
        var kafka = new KafkaOptions { ExactlyOnce = true, ReceiveFrames = true, Publish = true };
        change(kafka);
        return kafka;
    }
}
