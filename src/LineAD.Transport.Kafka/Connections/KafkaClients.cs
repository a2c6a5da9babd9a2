using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Kafka.Connections;

/// <summary>Makes librdkafka's clients with its log in ours.</summary>
internal static class KafkaClients
{
    private const string RequestTimeout = "REQTMOUT";

    public static IProducer<byte[], byte[]> Producer(ProducerConfig config, ILogger logger, Action<Error> onError) =>
        new ProducerBuilder<byte[], byte[]>(config)
            .SetLogHandler((_, message) => Log(logger, message))
            .SetErrorHandler((_, error) => onError(error))
            .Build();

    /// <param name="config">Settings.</param>
    /// <param name="logger">Gets the library's log.</param>
    /// <param name="onError">Gets its errors, within a poll.</param>
    /// <param name="onSilence">Called on the library's threads when a broker left requests without an answer; or null.</param>
    public static ConsumerBuilder<byte[], byte[]> Consumer(
        ConsumerConfig config, ILogger logger, Action<Error> onError, Action? onSilence = null) =>
        new ConsumerBuilder<byte[], byte[]>(config)
            .SetLogHandler((_, message) =>
            {
                // The library tells of it in its log alone: as an error only when no broker is left.
                if (message.Facility == RequestTimeout)
                {
                    onSilence?.Invoke();
                }

                Log(logger, message);
            })
            .SetErrorHandler((_, error) => onError(error));

    public static byte[] Key(string text) => Encoding.UTF8.GetBytes(text);

    public static string List(IEnumerable<TopicPartition> partitions) =>
        string.Join(", ", partitions.Select(p => p.Partition.Value).Order());

    // What the library calls an error is often a broker that is away; what it means for us is logged where it shows.
    private static void Log(ILogger logger, LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        KafkaLog.Library(
            logger,
            level is LogLevel.Error or LogLevel.Critical ? LogLevel.Warning : LogLevel.Debug,
            message.Name,
            message.Facility,
            message.Message);
    }
}
