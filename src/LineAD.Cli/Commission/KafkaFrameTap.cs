using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Storage.Claims;
using LineAD.Transport.Kafka.Client;

namespace LineAD.Cli.Commission;

/// <summary>
/// Frames from Kafka, in no group and from the end on. None is dropped: what comes faster than it is stored waits in the log.
/// </summary>
internal sealed class KafkaFrameTap : IFrameTap
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);
    private readonly KafkaFrameListener _listener;
    private readonly FrameFilter _filter;
    private readonly int _maxFrameBytes;
    private readonly S3ClaimSource _store;
    private readonly HttpClaimSource _web;

    private KafkaFrameTap(
        KafkaFrameListener listener, FrameFilter filter, int maxFrameBytes, string place, S3ClaimSource store, HttpClaimSource web)
    {
        (_listener, _filter, _maxFrameBytes, Place, _store, _web) = (listener, filter, maxFrameBytes, place, store, web);
    }

    /// <inheritdoc />
    public string Place { get; }

    /// <inheritdoc />
    public int Dropped => 0;

    /// <summary>Connects.</summary>
    public static async Task<IFrameTap> OpenAsync(
        KafkaOptions kafka, string root, CaptureScope scope, FrameFilter filter, TimeProvider time, CancellationToken cancellationToken)
    {
        var (store, web) = (new S3ClaimSource(kafka.ClaimStore), new HttpClaimSource(kafka.ClaimStore));
        try
        {
            var options = new LineAdOptions { Root = root, Kafka = kafka };
            var listener = await KafkaFrameListener.OpenAsync(options, [store, web], ConnectPatience, time, cancellationToken);
            var place = $"{root}.frames for {scope.Station} on {kafka.BootstrapServers}";
            return new KafkaFrameTap(listener, filter, scope.MaxFrameBytes, place, store, web);
        }
        catch
        {
            store.Dispose();
            web.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => _listener.StartAsync(cancellationToken);

    /// <inheritdoc />
    public async Task<TappedFrame> NextAsync(CancellationToken cancellationToken)
    {
        ListenedFrame frame;
        do
        {
            frame = await _listener.NextAsync(cancellationToken);
        }
        while (!_filter.Takes(frame.Station, frame.Camera));

        var origin = $"{frame.Station}/{frame.Camera} {frame.Origin}";
        return frame.Contradiction is { } header
            ? new TappedFrame(frame.Camera, origin, [], Problem: $"its header {header} contradicts the key or a second one of its name; the service refuses it too")
            : await ReadAsync(frame, origin, cancellationToken);
    }

    /// <inheritdoc />
    public Task<string> DescribeLinkAsync() => _listener.DescribeLinkAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _store.Dispose();
        _web.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<TappedFrame> ReadAsync(ListenedFrame frame, string origin, CancellationToken cancellationToken)
    {
        try
        {
            var claim = await _listener.ReadAsync(frame, _maxFrameBytes, cancellationToken);
            return claim.Bytes is { } bytes
                ? new TappedFrame(frame.Camera, origin, bytes, frame.ContentType)
                : new TappedFrame(frame.Camera, origin, [], Problem: CapturedFrames.TooLarge(claim.Length, _maxFrameBytes));
        }
        catch (ClaimException exception)
        {
            return new TappedFrame(
                frame.Camera, origin, [], Problem: $"{exception.Message} --config of the service names where frames may be read from (kafka.claimCheckDirectory, claimStore).");
        }
    }
}
