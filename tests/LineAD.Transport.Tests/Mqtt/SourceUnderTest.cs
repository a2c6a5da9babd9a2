using LineAD.Core.Configuration;
using LineAD.Testing;
using LineAD.Transport.Mqtt;
using LineAD.Transport.Mqtt.Frames;
using LineAD.Transport.Mqtt.Outputs;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>A connected frame source with its intake and the connection that answers commands.</summary>
internal sealed class SourceUnderTest : IAsyncDisposable
{
    private readonly MqttMetrics _metrics = new();
    private readonly MqttOutputConnection _answers;

    public SourceUnderTest(LineAdOptions options, RecordingIntake intake)
    {
        Intake = intake;
        _answers = new MqttOutputConnection(
            options, _metrics, TimeProvider.System, Setup.Logger<MqttOutputConnection>());
        Source = new MqttFrameSource(
            options, intake, new EchoCommands(), _answers, _metrics, TimeProvider.System, Setup.Logger<MqttFrameSource>());
        _answers.Start();
        Source.Start();
        Eventually.True(() => Source.IsSubscribed);
    }

    public RecordingIntake Intake { get; }

    public MqttFrameSource Source { get; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _answers.DisposeAsync();
        _metrics.Dispose();
    }
}
