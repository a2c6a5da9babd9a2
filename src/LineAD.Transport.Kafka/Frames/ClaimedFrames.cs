using System.Collections.Concurrent;
using LineAD.Core.Errors;
using LineAD.Core.Intake;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// Frames whose bytes lie in a file (claim check, CloudEvents <c>dataref</c>): read on a thread of its own, so that polling
/// never waits for a disk. Only files below the configured folder are read.
/// </summary>
internal sealed class ClaimedFrames : IDisposable
{
    private const int MostWaiting = 256;

    private readonly string? _folder;
    private readonly ILogger _logger;
    private readonly BlockingCollection<Action> _waiting = new(MostWaiting);
    private readonly Thread _thread;

    public ClaimedFrames(string? folder, ILogger logger)
    {
        _folder = folder is null ? null : Path.TrimEndingDirectorySeparator(Resolve(Path.GetFullPath(folder)));
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = "kafka claims" };
        _thread.Start();
    }

    /// <summary>Reads the file and hands the frame on; one that cannot be read is handed on without bytes.</summary>
    /// <param name="frame">Everything but the bytes.</param>
    /// <param name="address">A <c>file:</c> URI.</param>
    /// <param name="limit">Largest file, bytes.</param>
    /// <param name="offer">Takes the frame with its bytes.</param>
    /// <param name="refuse">Takes a frame that is too large, with its length.</param>
    public void Fetch(
        InboundFrame frame,
        string address,
        int limit,
        Action<InboundFrame> offer,
        Action<InboundFrame, FrameError, long> refuse)
    {
        if (!_waiting.TryAdd(() => Read(frame, address, limit, offer, refuse)))
        {
            KafkaLog.ClaimFailed(_logger, frame.Origin, address, $"{MostWaiting} frames wait for the disk.");
            offer(frame);
        }
    }

    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run()
    {
        foreach (var read in _waiting.GetConsumingEnumerable())
        {
            read();
        }
    }

    private void Read(
        InboundFrame frame,
        string address,
        int limit,
        Action<InboundFrame> offer,
        Action<InboundFrame, FrameError, long> refuse)
    {
        try
        {
            var file = new FileInfo(Allowed(address));
            if (file.Length > limit)
            {
                refuse(frame, FrameError.PayloadTooLarge, file.Length);
                return;
            }

            offer(With(frame, File.ReadAllBytes(file.FullName)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Without bytes it is a bad view: its part, if named, ends by its fault policy.
            KafkaLog.ClaimFailed(_logger, frame.Origin, address, exception.Message);
            offer(frame);
        }
        catch (Exception exception)
        {
            KafkaLog.IntakeFailed(_logger, exception, frame.Origin);
            frame.Delivery.Complete();
        }
    }

    // Links are followed before the folder is compared, so that none leads out of it.
    private string Allowed(string address)
    {
        if (_folder is null)
        {
            throw new ArgumentException("kafka.claimCheckDirectory is not set.");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.IsFile || uri.Host.Length > 0)
        {
            throw new ArgumentException("It is not a file URI of this machine.");
        }

        var path = Resolve(Path.GetFullPath(uri.LocalPath));
        return path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("It lies outside kafka.claimCheckDirectory.");
    }

    private static string Resolve(string path)
    {
        var resolved = Path.GetPathRoot(path)!;
        foreach (var name in path[resolved.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(resolved, name);
            resolved = new FileInfo(next).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
        }

        return resolved;
    }

    private static InboundFrame With(InboundFrame frame, byte[] payload) => new()
    {
        Transport = frame.Transport,
        Line = frame.Line,
        Station = frame.Station,
        Camera = frame.Camera,
        Attributes = frame.Attributes,
        ContentType = frame.ContentType,
        Payload = payload,
        ReceivedTimestamp = frame.ReceivedTimestamp,
        Backlog = frame.Backlog,
        Origin = frame.Origin,
        FallbackPart = frame.FallbackPart,
        Delivery = frame.Delivery,
    };
}
