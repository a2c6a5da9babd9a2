using System.Reflection;
using LineAD.Core.Configuration;
using LineAD.Pipeline.Tracing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LineAD.Service.Hosting;

/// <summary>Sends the spans of frames to an OpenTelemetry collector, in the background and bounded: full means dropped.</summary>
internal static class Tracing
{
    /// <summary>The running exporter, to dispose of at the end; null without an endpoint.</summary>
    public static TracerProvider? Start(LineAdOptions options) => options.Tracing.Endpoint is not { } endpoint
        ? null
        : Sdk.CreateTracerProviderBuilder()
            .AddSource(FrameTraceSource.Name)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Tracing.Share)))
            .ConfigureResource(resource => resource.AddService(
                "linead",
                serviceVersion: typeof(Tracing).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion,
                serviceInstanceId: options.Instance ?? Environment.MachineName))
            .AddOtlpExporter(exporter =>
            {
                exporter.Endpoint = new Uri(endpoint);
                exporter.Protocol = options.Tracing.Protocol == "http" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            })
            .Build();
}
