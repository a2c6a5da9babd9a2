using System.Collections.Concurrent;
using System.Text;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Tests.Commission;

/// <summary>What of the service a change of mode meets: the retained state and an answer to every command.</summary>
internal static class ServedStation
{
    /// <summary>Publishes the state and answers; the modes asked for, as they come.</summary>
    public static async Task<ConcurrentQueue<string>> StartAsync(
        MqttPeer service, StationKey station, string mode, CancellationToken cancellationToken, string? refusal = null, Action? onFirst = null)
    {
        var (topics, modes) = (new Topics("linead"), new ConcurrentQueue<string>());
        var answer = new CommandAnswer { Command = CommandNames.StationMode, Error = refusal }.Write();
        await service.SubscribeAsync(
            topics.Command(station.Line, CommandNames.StationMode),
            message =>
            {
                modes.Enqueue(Mode(message.Payload, station));
                if (modes.Count == 1 && onFirst is not null)
                {
                    onFirst();
                    return;
                }

                _ = service.PublishAsync(message.ResponseTopic!, answer, cancellationToken);
            },
            cancellationToken);
        await service.PublishAsync(
            topics.State(station), Encoding.UTF8.GetBytes($$"""{"v":1,"state":"ready","mode":"{{mode}}"}"""), cancellationToken, retain: true);
        return modes;
    }

    private static string Mode(byte[] payload, StationKey station) =>
        StationCommand.TryParse(CommandNames.StationMode, payload, out var command, out var problem) && command!.Station == station.Station
            ? command.Mode!.Value.ToWire()
            : $"not a command: {problem}";
}
