namespace LineAD.Core.Configuration;

/// <summary>Traces: one span a frame, sent by OTLP to a collector. Off without an endpoint.</summary>
public sealed class TracingOptions
{
    /// <summary>Collector's address, for instance <c>http://127.0.0.1:4317</c>; null (default) for no traces.</summary>
    public string? Endpoint { get; set; }

    /// <summary><c>grpc</c> (default) or <c>http</c>, which sends protobuf to the endpoint's full address.</summary>
    public string Protocol { get; set; } = "grpc";

    /// <summary>
    /// Share of frames traced, 0 to 1, of those that carry no trace context; with one, the camera has decided. Default 0.01.
    /// </summary>
    public double Share { get; set; } = 0.01;
}
