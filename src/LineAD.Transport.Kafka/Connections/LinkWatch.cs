using Confluent.Kafka;
using LineAD.Core.Configuration;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Connections;

/// <summary>Whether the cluster can be reached: by a metadata request while it cannot, by the client's errors while it can.</summary>
internal sealed class LinkWatch(
    string connection, KafkaOptions options, KafkaMetrics metrics, ILogger logger, Action<bool> changed)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);
    private int _isUp;

    public bool IsUp => Volatile.Read(ref _isUp) != 0;

    /// <summary>Takes an error of the client.</summary>
    public void OnError(Error error)
    {
        if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed
            or ErrorCode.Local_Ssl || error.IsFatal)
        {
            Set(false, error.Reason);
        }
    }

    /// <summary>A record was acknowledged, so there is a broker.</summary>
    public void OnDelivered() => Set(true, "");

    /// <summary>Asks for a topic's partitions; waits up to 0.2 s. Null when there is no answer or no such topic.</summary>
    public int? Ask(Handle handle, string topic)
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(handle).Build();
            var answer = admin.GetMetadata(topic, Limit).Topics.FirstOrDefault();
            Set(true, "");
            return answer is { Partitions.Count: > 0 } ? answer.Partitions.Count : null;
        }
        catch (KafkaException exception)
        {
            Set(false, exception.Error.Reason);
            return null;
        }
    }

    /// <summary>The owner ends.</summary>
    public void Close() => Set(false, null);

    private void Set(bool isUp, string? problem)
    {
        var now = isUp ? 1 : 0;
        if (Volatile.Read(ref _isUp) == now || Interlocked.Exchange(ref _isUp, now) == now)
        {
            return;
        }

        metrics.Connected(connection, isUp ? 1 : -1);
        if (isUp)
        {
            KafkaLog.Connected(logger, connection, options.BootstrapServers);
        }
        else if (problem is not null)
        {
            KafkaLog.Disconnected(logger, connection, options.BootstrapServers, problem);
        }

        changed(isUp);
    }
}
