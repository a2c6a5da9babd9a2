using System.Net.Sockets;
using LineAD.Core.Configuration;
using LineAD.Simulation.Brokers;

namespace LineAD.Cli.Doctor;

/// <summary>The broker of the configuration, and the programs that the demo starts.</summary>
internal static class BrokerProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static async Task<DoctorCheck> ReachAsync(MqttOptions mqtt, CancellationToken cancellationToken)
    {
        var port = mqtt.Port ?? (mqtt.Tls is null ? 1883 : 8883);
        var name = $"{mqtt.Host}:{port}";
        using var client = new TcpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await client.ConnectAsync(mqtt.Host, port, limit.Token);
            return DoctorCheck.Ok("MQTT broker", $"{name} accepts connections");
        }
        catch (Exception e) when (
            e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var why = e is SocketException ? e.Message : "no answer within 2 s";
            return DoctorCheck.Missing(
                "MQTT broker", $"{name} cannot be reached: {why}", "Start it, or correct mqtt.host and mqtt.port.");
        }
    }

    public static DoctorCheck Mosquitto() => MosquittoBroker.FindExecutable() is { } path
        ? DoctorCheck.Ok("mosquitto", $"{path}, for the demo")
        : DoctorCheck.Note("mosquitto", "not installed; linead demo and bench need it", "apt-get install mosquitto");
}
