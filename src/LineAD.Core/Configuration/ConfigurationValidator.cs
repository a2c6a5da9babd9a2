using LineAD.Core.Errors;

namespace LineAD.Core.Configuration;

/// <summary>
/// All rules of the configuration that go beyond the type of one value. Pure; reports every error at once.
/// </summary>
public static class ConfigurationValidator
{
    /// <summary>Every error, in the order of the options; empty when <paramref name="options"/> can be used.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(LineAdOptions options, ConfigurationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(facts);
        var errors = new ErrorCollector();
        CheckTop(options, errors);
        if (options.Mqtt is { } mqtt)
        {
            MqttValidator.Check(mqtt, facts, errors);
        }

        if (options.Kafka is { } kafka)
        {
            KafkaValidator.Check(options, kafka, facts, errors);
        }

        StationsValidator.Check(options, errors);
        PipelineValidator.Check(options, errors);
        CheckModels(options.Models, facts, errors);
        CheckHttp(options.Http, errors);
        errors.OneOf("$.logging.format", options.Logging.Format, "text", "json");
        errors.OneOf(
            "$.logging.level", options.Logging.Level, "trace", "debug", "information", "warning", "error");
        CheckTracing(options.Tracing, errors);
        return errors.Errors;
    }

    private static void CheckTracing(TracingOptions tracing, ErrorCollector errors)
    {
        errors.Require(
            tracing.Endpoint is null || (Uri.TryCreate(tracing.Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"),
            "$.tracing.endpoint",
            $"'{tracing.Endpoint}' is no http or https address.",
            "Write the collector's address, for instance http://127.0.0.1:4317, or null for no traces.");
        errors.OneOf("$.tracing.protocol", tracing.Protocol, "grpc", "http");
        errors.Range("$.tracing.share", tracing.Share, 0, 1);
    }

    private static void CheckTop(LineAdOptions options, ErrorCollector errors)
    {
        errors.Name("$.root", options.Root, "root");
        errors.Require(
            options.Instance is null || (options.Instance.Trim().Length is > 0 and <= 253),
            "$.instance",
            "It is empty or longer than 253 characters.",
            "Write a short name of this process, or leave it out for the host's name.");
        errors.Require(
            options.DataDirectory.Trim().Length > 0,
            "$.dataDirectory",
            "It is empty.",
            "Write the folder for the journal, for instance data.");
        CheckTransports(options, errors);
    }

    private static void CheckTransports(LineAdOptions options, ErrorCollector errors)
    {
        if (options.Mqtt is null && options.Kafka is null)
        {
            errors.Add(
                "$.mqtt",
                "It is missing, so no frame could come in and no decision could go out.",
                "Add an mqtt section with the broker's host, or a kafka section.");
            return;
        }

        errors.Require(
            options.Mqtt is { ReceiveFrames: true } || options.Kafka is { ReceiveFrames: true },
            options.Mqtt is null ? "$.kafka.receiveFrames" : "$.mqtt.receiveFrames",
            "It is false, so no frame could come in.",
            "Set receiveFrames of mqtt, of kafka or of both to true.");
        errors.Require(
            options.Mqtt is { Publish: true } || options.Kafka is { Publish: true },
            options.Mqtt is null ? "$.kafka.publish" : "$.mqtt.publish",
            "It is false, so no decision could go out.",
            "Set publish of mqtt, of kafka or of both to true.");
    }

    private static void CheckModels(ModelOptions models, ConfigurationFacts facts, ErrorCollector errors)
    {
        errors.Require(
            models.Directory.Trim().Length > 0, "$.models.directory", "It is empty.", "Write the folder of the bundles.");
        errors.Require(
            models.TeacherDirectory.Trim().Length > 0,
            "$.models.teacherDirectory",
            "It is empty.",
            "Write the folder of the teacher weights.");
        errors.Require(
            IsDevice(models.Device), "$.models.device", $"'{models.Device}' is not known.", "Write auto, cpu or cuda:N.");
        errors.OneOf("$.models.precision", models.Precision, "auto", "fp32", "bf16", "fp16");
        errors.Range("$.models.threads", models.Threads, 0, 1024, "threads");
        foreach (var (teacher, file) in models.Teachers)
        {
            errors.Require(
                facts.FileExists(file),
                $"$.models.teachers.{teacher}",
                $"The file '{file}' does not exist.",
                $"Name the weights of {teacher}, or leave the entry out and run 'linead teacher get {teacher}'.");
        }
    }

    private static bool IsDevice(string device) =>
        device is "auto" or "cpu"
        || (device.StartsWith("cuda:", StringComparison.Ordinal) && byte.TryParse(device.AsSpan(5), out _));

    private static void CheckHttp(HttpOptions http, ErrorCollector errors)
    {
        var usable = Uri.TryCreate(http.Url, UriKind.Absolute, out var uri)
            && uri.Scheme == Uri.UriSchemeHttp
            && uri.AbsolutePath == "/"
            && uri.Query.Length == 0;
        errors.Require(
            usable,
            "$.http.url",
            $"'{http.Url}' is not an address to listen on.",
            "Write http://ADDRESS:PORT without a path, for instance http://0.0.0.0:9464.");
    }
}
