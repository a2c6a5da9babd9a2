using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using LineAD.Simulation.Brokers;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace LineAD.Vendor.Tests.Mqtt;

/// <summary>Short forms for making clients and waiting for what they do.</summary>
internal static class Clients
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly MqttClientFactory Factory = new();
    private static int _counter;

    public static string Name() => $"t{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}";

    public static MqttClientOptionsBuilder Options(
        MosquittoBroker broker, MqttProtocolVersion version = MqttProtocolVersion.V500) =>
        Options(broker.Port, version);

    public static MqttClientOptionsBuilder Options(int port, MqttProtocolVersion version = MqttProtocolVersion.V500) =>
        Factory.CreateClientOptionsBuilder()
            .WithTcpServer(MosquittoBroker.Host, port)
            .WithClientId(Name())
            .WithProtocolVersion(version)
            .WithTimeout(Limit);

    public static IMqttClient New() => Factory.CreateMqttClient();

    public static async Task<IMqttClient> ConnectAsync(
        MosquittoBroker broker,
        MqttProtocolVersion version = MqttProtocolVersion.V500,
        Action<MqttClientOptionsBuilder>? configure = null)
    {
        var builder = Options(broker, version);
        configure?.Invoke(builder);
        var client = New();
        var result = await client.ConnectAsync(builder.Build());
        result.ResultCode.ShouldBe(MqttClientConnectResultCode.Success);
        return client;
    }

    public static MqttApplicationMessage Message(string topic, byte[] payload, int qos = 1) =>
        new()
        {
            Topic = topic,
            Payload = new ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
        };

    /// <summary>Collects what a client receives; acknowledges by itself unless told otherwise.</summary>
    public static ConcurrentQueue<MqttApplicationMessageReceivedEventArgs> Collect(
        this IMqttClient client, bool autoAcknowledge = true)
    {
        var received = new ConcurrentQueue<MqttApplicationMessageReceivedEventArgs>();
        client.ApplicationMessageReceivedAsync += message =>
        {
            message.AutoAcknowledge = autoAcknowledge;
            received.Enqueue(message);
            return Task.CompletedTask;
        };
        return received;
    }

    public static Task<MqttClientSubscribeResult> SubscribeAsync(this IMqttClient client, string topic, int qos) =>
        client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(topic, (MqttQualityOfServiceLevel)qos).Build());

    public static Task DisconnectAsync(this IMqttClient client) =>
        client.DisconnectAsync(new MqttClientDisconnectOptions());

    public static Task ReconnectAsync(this IMqttClient client) => client.ConnectAsync(client.Options);

    public static string Text(this MqttApplicationMessageReceivedEventArgs message) =>
        Encoding.UTF8.GetString(message.ApplicationMessage.Payload);

    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Limit)
            {
                throw new TimeoutException($"Not within {Limit.TotalSeconds} s: {what}");
            }

            await Task.Delay(5);
        }
    }
}
