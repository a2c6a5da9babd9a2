using System.Text;
using System.Text.Json;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Commission;

/// <summary>
/// Puts a station into mode <c>commission</c>, in which nothing goes to the gate, and back into the mode it was in. Speaks to
/// the running service by its commands, over MQTT wherever the frames come from; the service keeps the mode over a restart,
/// so it must be put back. Each change has a connection of its own: a broker may come and go in between.
/// </summary>
internal sealed class StationModeSwitch
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly MqttOptions _broker;
    private readonly BrokerLimit _limit;
    private readonly Topics _topics;
    private readonly StationKey _station;
    private readonly TimeProvider _time;
    private readonly string _answerTopic;

    /// <param name="broker">The broker that the service takes commands from.</param>
    /// <param name="root">First topic level.</param>
    /// <param name="station">The station.</param>
    /// <param name="time">Clock of the waits.</param>
    public StationModeSwitch(MqttOptions broker, string root, StationKey station, TimeProvider time)
    {
        (_broker, _topics, _station, _time) = (broker, new Topics(root), station, time);
        _limit = new BrokerLimit(broker, time);

        // Outside the root: the service answers nowhere else, lest a command write to a gate.
        _answerTopic = $"{root}-commission/{Guid.NewGuid():n}";
    }

    /// <summary>The mode the station was in; null before <see cref="EnterAsync"/>.</summary>
    public StationMode? Before { get; private set; }

    /// <summary>Longest wait for the service's state or answer.</summary>
    public TimeSpan AnswerPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long <see cref="LeaveAsync"/> tries again when broker or service are away.</summary>
    public TimeSpan ReturnPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the mode that the station is in and puts it into commission.</summary>
    /// <exception cref="TransportException">No service has the station, or it refused.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await using var peer = await ConnectAsync(cancellationToken);
        var mode = await ReadModeAsync(peer, cancellationToken);
        Before = mode ?? throw new TransportException($"{_station} is offline: start the service, or leave out --station-mode.");
        if (await AskAsync(peer, StationMode.Commission, cancellationToken) is { } error)
        {
            // The station is in the mode that it was in.
            Before = null;
            throw new TransportException($"{CommandTopic}: {error}");
        }
    }

    /// <summary>Puts the station back. Does nothing when <see cref="EnterAsync"/> changed nothing.</summary>
    /// <exception cref="TransportException">It could not: the station is still in mode commission.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (Before is not { } before || before == StationMode.Commission)
        {
            return;
        }

        var started = _time.GetTimestamp();
        while (await TryLeaveAsync(before, cancellationToken) is { } problem)
        {
            if (_time.GetElapsedTime(started) > ReturnPatience)
            {
                throw new TransportException(
                    $"{_station} may still be in mode commission, in which nothing goes to the gate: {problem} "
                    + $"Put it back: publish {Encoding.UTF8.GetString(Request(before))} to {CommandTopic}.");
            }

            await Task.Delay(RetryDelay, _time, cancellationToken);
        }

        Before = null;
    }

    private string CommandTopic => _topics.Command(_station.Line, CommandNames.StationMode);

    private Task<MqttPeer> ConnectAsync(CancellationToken cancellationToken) => _limit.WaitAsync(
        limited => MqttPeer.ConnectAsync(_broker, $"linead-commission-mode-{Guid.NewGuid():n}", limited), cancellationToken);

    private async Task<StationMode?> ReadModeAsync(MqttPeer peer, CancellationToken cancellationToken)
    {
        var state = new TaskCompletionSource<StationMode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _limit.WaitAsync(
            limited => peer.SubscribeAsync(_topics.State(_station), message => state.TrySetResult(ModeOf(message.Payload)), limited), cancellationToken);
        return await WithinAsync(state.Task, $"no state of {_station} is on {_broker.Host}", cancellationToken);
    }

    private async Task<string?> TryLeaveAsync(StationMode before, CancellationToken cancellationToken)
    {
        try
        {
            await using var peer = await ConnectAsync(cancellationToken);
            return await AskAsync(peer, before, cancellationToken);
        }
        catch (TransportException e)
        {
            return e.Message;
        }
    }

    /// <summary>Asks for a mode; null when the service has done it, else why it refused.</summary>
    private async Task<string?> AskAsync(MqttPeer peer, StationMode mode, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _limit.WaitAsync(
            limited => peer.SubscribeAsync(_answerTopic, message => answer.TrySetResult(message.Payload), limited), cancellationToken);
        await _limit.WaitAsync(
            Task (limited) => peer.PublishAsync(CommandTopic, Request(mode), limited, responseTopic: _answerTopic), cancellationToken);
        return ErrorOf(await WithinAsync(
            answer.Task, $"the service did not answer {CommandTopic}; {_station} may not be in mode {mode.ToWire()}", cancellationToken));
    }

    private byte[] Request(StationMode mode) => new StationCommand { Station = _station.Station, Mode = mode }.Write();

    private async Task<T> WithinAsync<T>(Task<T> task, string problem, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(AnswerPatience, _time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TransportException(
                $"{problem} after {AnswerPatience.TotalSeconds:0} s: is the service running on this broker, with mqtt.publish, and are --root, --line and --station right?",
                e);
        }
    }

    private static StationMode? ModeOf(byte[] payload) =>
        Text(payload, "mode") is { } word && WireNames.TryParseMode(word, out var mode) ? mode : null;

    private static string? ErrorOf(byte[] payload) => Text(payload, "error");

    private static string? Text(byte[] payload, string key)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (JsonException)
        {
            return key == "error" ? "its answer is not JSON" : null;
        }
    }
}
