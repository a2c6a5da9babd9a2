using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Testing;
using LineAD.Transport.Mqtt;
using LineAD.Transport.Mqtt.Decisions;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>A decision connection with what it reports to.</summary>
internal sealed class DecisionsUnderTest : IAsyncDisposable
{
    private readonly MqttMetrics _metrics = new();

    public DecisionsUnderTest(LineAdOptions options, ushort epoch = 3, bool start = true)
    {
        Connection = new MqttDecisionConnection(
            options, Setup.Station, epoch, Status, _metrics, TimeProvider.System, Setup.Logger<MqttDecisionConnection>());
        if (start)
        {
            Connection.Start();
            Eventually.True(() => Status.Connects == 1);
        }
    }

    public MqttDecisionConnection Connection { get; }

    public RecordingStatus Status { get; } = new();

    public Task<PublishOutcome> PublishAsync(DecisionPublication publication)
    {
        var outcome = new TaskCompletionSource<PublishOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        Connection.Publish(publication, outcome.SetResult);
        return outcome.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _metrics.Dispose();
    }
}
