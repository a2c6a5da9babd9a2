using System.Text.Json;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Commission;

/// <summary>
/// Puts a station into mode <c>commission</c>, in which nothing goes to the gate, and back into the mode it was in. Speaks to
/// the running service by its commands; the service keeps the mode over a restart, so it must be put back.
/// </summary>
internal sealed class StationModeSwitch
{
    private readonly MqttPeer _peer;
    private readonly Topics _topics;
    private readonly StationKey _station;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly string _answerTopic;
    private readonly TaskCompletionSource<StationMode?> _state = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<byte[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="peer">A connection; kept by the caller.</param>
    /// <param name="root">First topic level.</param>
    /// <param name="station">The station.</param>
    /// <param name="patience">Longest wait for the service's answer.</param>
    /// <param name="time">Clock of the wait.</param>
    public StationModeSwitch(MqttPeer peer, string root, StationKey station, TimeSpan patience, TimeProvider time)
    {
        (_peer, _topics, _station, _patience, _time) = (peer, new Topics(root), station, patience, time);

        // Outside the root: the service answers nowhere else, lest a command write to a gate.
        _answerTopic = $"{root}-commission/{Guid.NewGuid():n}";
    }

    /// <summary>The mode the station was in; null before <see cref="EnterAsync"/>.</summary>
    public StationMode? Before { get; private set; }

    /// <summary>Reads the mode that the station is in and puts it into commission.</summary>
    /// <exception cref="TransportException">No service has the station, or it refused.</exception>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await _peer.SubscribeAsync(_answerTopic, message => _answer.TrySetResult(message.Payload), cancellationToken);
        await _peer.SubscribeAsync(_topics.State(_station), message => _state.TrySetResult(ModeOf(message.Payload)), cancellationToken);
        var mode = await WithinAsync(_state.Task, $"no state of {_station.Line}/{_station.Station} is on the broker", cancellationToken);
        Before = mode ?? throw new TransportException(
            $"{_station.Line}/{_station.Station} is offline: start the service, or leave out --station-mode.");
        await SetAsync(StationMode.Commission, cancellationToken);
    }

    /// <summary>Puts the station back. Does nothing when <see cref="EnterAsync"/> changed nothing.</summary>
    /// <exception cref="TransportException">The service did not answer: the station is still in mode commission.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (Before is { } before && before != StationMode.Commission)
        {
            await SetAsync(before, cancellationToken);
            Before = null;
        }
    }

    private async Task SetAsync(StationMode mode, CancellationToken cancellationToken)
    {
        _answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var topic = _topics.Command(_station.Line, CommandNames.StationMode);
        var request = new StationCommand { Station = _station.Station, Mode = mode }.Write();
        await _peer.PublishAsync(topic, request, cancellationToken, responseTopic: _answerTopic);
        var answer = await WithinAsync(
            _answer.Task, $"the service did not answer {topic}; {_station.Station} may not be in mode {mode.ToWire()}", cancellationToken);
        if (ErrorOf(answer) is { } error)
        {
            // Refused: the station is in the mode that it was in.
            Before = null;
            throw new TransportException($"{topic}: {error}");
        }
    }

    private async Task<T> WithinAsync<T>(Task<T> task, string problem, CancellationToken cancellationToken)
    {
        try
        {
            return await task.WaitAsync(_patience, _time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TransportException($"{problem} after {_patience.TotalSeconds:0} s: is the service running on this broker?", e);
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
            return document.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return key == "error" ? "its answer is not JSON" : null;
        }
    }
}
