using LineAD.Core.Configuration;
using LineAD.Core.Intake;
using LineAD.Testing;
using LineAD.Transport.Kafka;
using LineAD.Transport.Kafka.Frames;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>A frame source that has joined its group.</summary>
internal sealed class KafkaSourceUnderTest : IAsyncDisposable
{
    private readonly KafkaMetrics _metrics = new();

    public KafkaSourceUnderTest(LineAdOptions options, IFrameIntake intake)
    {
        Source = new KafkaFrameSource(
            options, intake, Board, _metrics, TimeProvider.System, new Logger<KafkaFrameSource>(Logs));
        Source.Start();
        Eventually.True(() => Source.IsSubscribed);
    }

    public ListLogger Logs { get; } = new();

    public PartitionBoard Board { get; } = new();

    public KafkaFrameSource Source { get; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        _metrics.Dispose();
        Logs.Dispose();
    }
}
