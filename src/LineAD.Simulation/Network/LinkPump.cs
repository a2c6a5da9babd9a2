using System.Net.Sockets;
using System.Threading.Channels;

namespace LineAD.Simulation.Network;

/// <summary>
/// Carries bytes one way. Reading and writing are apart, with the bytes in flight between them, so that a delay adds latency
/// and takes no throughput.
/// </summary>
internal sealed class LinkPump(NetworkStream from, NetworkStream to, Func<LinkFault> fault, TimeProvider time)
{
    private const int ChunkBytes = 16 * 1024;
    private const int ChunksInFlight = 256;
    private const int ThrottleStepsPerSecond = 50;

    private readonly Channel<(byte[] Bytes, long Due)> _inFlight =
        Channel.CreateBounded<(byte[] Bytes, long Due)>(ChunksInFlight);

    /// <summary>Pumps until the reading side ends; everything read before has been written then.</summary>
    /// <exception cref="IOException">A side is gone.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var writing = WriteAsync(stop.Token);
        try
        {
            await ReadAsync(stop.Token);
            _inFlight.Writer.Complete();
            await writing;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        while (true)
        {
            var read = await ReadAsync(buffer, cancellationToken);
            var now = fault();
            if (read == 0)
            {
                if (now.Kind == LinkFaultKind.HalfOpen)
                {
                    // The other side must not learn of it.
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
                }

                return;
            }

            if (now.Kind != LinkFaultKind.HalfOpen)
            {
                var due = time.GetTimestamp() + (long)(now.Latency.TotalSeconds * time.TimestampFrequency);
                await _inFlight.Writer.WriteAsync((buffer.AsSpan(0, read).ToArray(), due), cancellationToken);
            }
        }
    }

    private async Task<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await from.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException) when (fault().Kind == LinkFaultKind.HalfOpen)
        {
            return 0;
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var (bytes, due) in _inFlight.Reader.ReadAllAsync(cancellationToken))
        {
            var wait = time.GetElapsedTime(time.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            await WriteAsync(bytes, cancellationToken);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0 && fault().Kind != LinkFaultKind.HalfOpen)
        {
            var rate = fault().BytesPerSecond;
            var step = rate == 0 ? bytes.Length : Math.Clamp(rate / ThrottleStepsPerSecond, 1, bytes.Length);
            await to.WriteAsync(bytes[..step], cancellationToken);
            bytes = bytes[step..];
            if (rate > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds((double)step / rate), time, cancellationToken);
            }
        }
    }
}
