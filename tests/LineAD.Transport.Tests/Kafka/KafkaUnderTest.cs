using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;
using LineAD.Testing;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Client;
using LineAD.Transport.Tests.Mqtt;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>The whole Kafka side, connected, and a reader of everything it writes.</summary>
internal sealed class KafkaUnderTest : IAsyncDisposable
{
    private readonly KafkaMetrics _metrics;

    public KafkaUnderTest(
        LineAdOptions options, IFrameIntake? intake = null, Action<KafkaUnderTest>? ready = null, IMeterFactory? meters = null)
    {
        _metrics = new KafkaMetrics(meters);
        Topics = new KafkaTopics(options.Root);
        Transport = new KafkaTransport(options, _metrics, TimeProvider.System, Logs);
        Sinks = Transport.StartSinks(connected => Connected.Enqueue(connected));
        Eventually.True(() => Sinks.Values.All(s => s.IsConnected));
        ready?.Invoke(this);
        if (intake is not null)
        {
            Transport.StartSource(intake);
            Eventually.True(() => Transport.IsSubscribed);
        }
    }

    public ListLogger Logs { get; } = new();

    public KafkaTopics Topics { get; }

    public KafkaTransport Transport { get; }

    public IReadOnlyDictionary<StationKey, IDecisionSink> Sinks { get; }

    public ConcurrentQueue<bool> Connected { get; } = new();

    public ConcurrentQueue<PublishOutcome> Outcomes { get; } = new();

    public void Publish(string part, double cutOffMs = 60_000, bool reject = false, bool simulated = false)
    {
        var publication = reject
            ? Publications.Reject(part, cutOffMs, simulated)
            : Publications.Pass(part, cutOffMs);
        Sinks[KafkaSetup.Station].Publish(publication, Outcomes.Enqueue);
    }

    public async ValueTask DisposeAsync()
    {
        await Transport.DisposeAsync();
        _metrics.Dispose();
        Logs.Dispose();
    }

    /// <summary>Everything in the given topics, as it comes.</summary>
    public static ConcurrentQueue<KafkaPeerMessage> ReadAll(KafkaPeer peer, params string[] topics)
    {
        var messages = new ConcurrentQueue<KafkaPeerMessage>();
        peer.Read(topics, messages.Enqueue);
        return messages;
    }
}
