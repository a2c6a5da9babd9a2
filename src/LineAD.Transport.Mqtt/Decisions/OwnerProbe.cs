using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Connections;
using MQTTnet;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Finds out whether another process owns a station. Brokers that follow MQTT 5 say so in DISCONNECT (0x8E); mosquitto
/// 2.0 and MQTT 3.1.1 just close. Then, before this client takes the identifier back and throws the other out, it looks
/// at the station's retained state over a connection with an identifier of its own.
/// </summary>
internal sealed class OwnerProbe(
    MqttConnectionSettings settings, string clientId, string stateTopic, string instance, int epoch, TimeProvider time)
{
    // The new owner publishes its state right after its CONNACK, the broker our will before it.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>True when a live state of another owner stands on the broker.</summary>
    public async Task<bool> FindsAnotherOwnerAsync(CancellationToken cancellationToken)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        var foreign = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += received =>
        {
            var bytes = received.ApplicationMessage.Payload;
            Judge(bytes.IsSingleSegment ? bytes.FirstSpan : [], foreign);
            return Task.CompletedTask;
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await client.ConnectAsync(settings.Create($"{clientId}-probe").WithCleanStart().Build(), limit.Token);
        var filter = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(stateTopic, MqttQualityOfServiceLevel.AtLeastOnce).Build();
        await client.SubscribeAsync(filter, limit.Token);
        var found = await Task.WhenAny(foreign.Task, Task.Delay(Patience, time, limit.Token)) == foreign.Task
            && await foreign.Task;
        await client.DisconnectAsync(new MqttClientDisconnectOptions(), limit.Token);
        return found;
    }

    private void Judge(ReadOnlySpan<byte> json, TaskCompletionSource<bool> foreign)
    {
        if (!StateMessage.TryParse(json, out var state) || state!.State == StationState.Offline)
        {
            return;
        }

        foreign.TrySetResult(state.Instance != instance || state.Epoch != epoch);
    }
}
