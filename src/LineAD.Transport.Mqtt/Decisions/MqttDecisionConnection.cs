using System.Buffers;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Connections;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// Decisions, rejects, state and heartbeat of one station, over a connection of its own. The bytes of a decision are
/// with the kernel when <see cref="Publish"/> returns: it needs no thread of the pool. The client id
/// <c>linead-{line}-{station}</c> lets one owner live; one that is thrown out halts and stays away.
/// </summary>
public sealed class MqttDecisionConnection : IDecisionSink, ILinkOwner, IAsyncDisposable
{
    private readonly StationKey _station;
    private readonly IStationStatus _status;
    private readonly MqttConnectionSettings _settings;
    private readonly MqttMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DecisionTopics _topics;
    private readonly DecisionOutbox _outbox;
    private readonly AnswerWatch _answers;
    private readonly PoolPulse _pulse;
    private readonly OwnerProbe _probe;
    private readonly MqttLink _link;
    private readonly HeartbeatThread _heartbeat;
    private readonly string _clientId;
    private readonly byte[] _will;
    private readonly byte[] _beat = new byte[HeartbeatRecord.Length];
    private ReadOnlyMemory<byte>? _state;
    private uint _beats;
    private int _givenUp;
    private bool _closedWithoutReason;
    private volatile bool _halted;

    /// <summary>Creates the connection; nothing is connected before <see cref="Start"/>.</summary>
    /// <param name="options">Root, broker and instance.</param>
    /// <param name="station">The station it belongs to.</param>
    /// <param name="epoch">Run of the process, 1 to 65535.</param>
    /// <param name="status">Asked for the heartbeat, told about connection and take-over.</param>
    /// <param name="metrics">Instruments of the transport.</param>
    /// <param name="time">Clock of cut-offs.</param>
    /// <param name="logger">Where it tells what happens.</param>
    /// <exception cref="TransportException">The configuration names no MQTT broker.</exception>
    public MqttDecisionConnection(
        LineAdOptions options,
        StationKey station,
        ushort epoch,
        IStationStatus status,
        MqttMetrics metrics,
        TimeProvider time,
        ILogger<MqttDecisionConnection> logger)
    {
        _settings = new MqttConnectionSettings(options.Mqtt ?? throw new TransportException(
            "$.mqtt: there is no MQTT broker in the configuration. Add one."));
        _station = station;
        _status = status;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _topics = new DecisionTopics(new Topics(options.Root), station);
        _pulse = new PoolPulse(time);
        _outbox = new DecisionOutbox(_pulse, time);
        _answers = new AnswerWatch(TimeSpan.FromSeconds(options.Mqtt.KeepAliveSeconds), time);
        _clientId = $"linead-{station.Line}-{station.Station}";
        var instance = options.Instance ?? Environment.MachineName;
        _will = StateMessage.Offline(instance, epoch).Write();
        _probe = new OwnerProbe(_settings, _clientId, _topics.State, instance, epoch, time);
        _link = new MqttLink("decisions", this, _settings.MaxReconnectDelay, metrics, time, logger);
        _heartbeat = new HeartbeatThread(station, Beat, time, logger);
    }

    /// <inheritdoc />
    public string Name => "mqtt";

    /// <inheritdoc />
    public bool Required => _settings.Options.Required;

    /// <inheritdoc />
    public bool IsConnected => _link.Client.IsConnected && !_halted;

    /// <summary>Another client owns the station: this one publishes nothing any more.</summary>
    public bool IsHalted => _halted;

    /// <summary>Decisions that wait for a connection.</summary>
    public int Waiting => _outbox.Count;

    /// <summary>Connects, and keeps connected, in the background; the heartbeat begins.</summary>
    public void Start()
    {
        _link.Start();
        _heartbeat.Start();
    }

    /// <inheritdoc />
    public void Publish(DecisionPublication publication, Action<PublishOutcome> completed)
    {
        _pulse.Ask();
        _outbox.Add(new DecisionAttempt(publication, completed));
        SendWaiting();
    }

    /// <inheritdoc />
    public void PublishState(ReadOnlyMemory<byte> json)
    {
        lock (_topics)
        {
            _state = json;
        }

        if (IsConnected)
        {
            SendState();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _heartbeat.Dispose();
        await _link.DisposeAsync();
        _outbox.Halt();
    }

    MqttClientOptions ILinkOwner.CreateOptions() => _settings.Create(_clientId)
        .WithCleanStart()
        .WithWillTopic(_topics.State)
        .WithWillPayload(_will)
        .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
        .WithWillRetain()
        .Build();

    async Task<bool> ILinkOwner.MayConnectAsync(CancellationToken cancellationToken)
    {
        if (!_halted && _closedWithoutReason)
        {
            if (await _probe.FindsAnotherOwnerAsync(cancellationToken))
            {
                Halt();
            }

            _closedWithoutReason = false;
        }

        return !_halted;
    }

    Task ILinkOwner.OnConnectedAsync(MqttClientConnectResult result, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _givenUp, 0);
        SendState();
        _outbox.Open(result.ReceiveMaximum is { } maximum and > 0 ? maximum : ushort.MaxValue);
        SendWaiting();
        _status.OnDecisionConnection(_station, connected: true);
        return Task.CompletedTask;
    }

    void ILinkOwner.OnDisconnected(MqttClientDisconnectedEventArgs ended)
    {
        _outbox.Close();
        if (ended.Reason == MqttClientDisconnectReason.SessionTakenOver)
        {
            Halt();
        }

        _closedWithoutReason = true;
        _status.OnDecisionConnection(_station, connected: false);
    }

    private void Halt()
    {
        _halted = true;
        _outbox.Halt();
        MqttLog.TakenOver(_logger, _station.ToString());
        _status.OnTakenOver(_station);
    }

    private void SendWaiting()
    {
        while (_outbox.TakeNext() is { } attempt)
        {
            Send(attempt);
        }
    }

    private void Send(DecisionAttempt attempt)
    {
        var left = _time.GetElapsedTime(_time.GetTimestamp(), attempt.Publication.DeadlineTimestamp);
        var expirySeconds = (uint)Math.Max(1, Math.Ceiling(left.TotalSeconds));
        var answers = new Task<MqttClientPublishResult>[attempt.MessageCount];
        _answers.Owe();
        for (var i = 0; i < answers.Length; i++)
        {
            var (topic, payload) = attempt.Message(i, _topics);
            answers[i] = PublishNow(Message(topic, payload, expirySeconds));
        }

        Await(attempt, answers);
    }

    // Brokers answer in the order of the messages (MQTT 5, 4.6), so the last answer is waited for first: a pool thread wakes up once
    // for a decision, not for each of its messages.
    private void Await(DecisionAttempt attempt, Task<MqttClientPublishResult>[] answers)
    {
        for (var i = answers.Length - 1; i >= 0; i--)
        {
            if (!answers[i].IsCompleted)
            {
                _ = answers[i].ContinueWith(
                    _ => Await(attempt, answers),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                return;
            }
        }

        OnAnswered(attempt, answers);
    }

    private MqttApplicationMessage Message(string topic, ReadOnlyMemory<byte> payload, uint expirySeconds) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(payload),
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        MessageExpiryInterval = _settings.IsV5 ? expirySeconds : 0,
    };

    // The token is never cancelled: MQTTnet 5.0 ends a connection over an acknowledgement that nobody waits for.
    private Task<MqttClientPublishResult> PublishNow(MqttApplicationMessage message)
    {
        try
        {
            return _link.Client.PublishAsync(message, CancellationToken.None);
        }
        catch (Exception exception)
        {
            return Task.FromException<MqttClientPublishResult>(exception);
        }
    }

    private void OnAnswered(DecisionAttempt attempt, Task<MqttClientPublishResult>[] answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] is { IsCompletedSuccessfully: true, Result: { IsSuccess: false } refusal })
            {
                MqttLog.DecisionRefused(_logger, _station.ToString(), attempt.Message(i, _topics).Topic, refusal.ReasonCode);
            }

            attempt.Take(i, answers[i]);
        }

        _answers.Settle();
        _outbox.Return(attempt);
        if (attempt.Outcome() is { } outcome)
        {
            attempt.Finish(outcome);
        }
        else if (_outbox.IsLate(attempt))
        {
            attempt.Finish(PublishOutcome.Unknown);
        }
        else
        {
            _metrics.Resent();
            _outbox.Close(attempt.Epoch);
            _outbox.Add(attempt);
        }

        SendWaiting();
    }

    private async Task GiveUpAsync()
    {
        try
        {
            await _link.Client.DisconnectAsync(new MqttClientDisconnectOptions());
        }
        catch (MqttCommunicationException)
        {
            // It ended by itself meanwhile.
        }
    }

    private void SendState()
    {
        ReadOnlyMemory<byte>? state;
        lock (_topics)
        {
            state = _state;
        }

        if (state is { } json)
        {
            var message = Message(_topics.State, json, 0);
            message.Retain = true;
            _ = Observe(PublishNow(message));
        }
    }

    // A state that got lost with its connection is sent again over the next one.
    private static async Task Observe(Task<MqttClientPublishResult> answer) =>
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Beat()
    {
        _pulse.Ask();
        _outbox.Sweep();
        if (!IsConnected)
        {
            return;
        }

        // What a decision without a chance held up may have one.
        SendWaiting();

        if (_answers.IsOverdue && Interlocked.Exchange(ref _givenUp, 1) == 0)
        {
            MqttLog.Unanswered(_logger, _station.ToString());
            _ = Task.Run(GiveUpAsync);
            return;
        }

        // The array is reused: QoS 0 bytes are with the kernel, or given up, when PublishAsync returns.
        HeartbeatRecord.Write(_beat, ++_beats, _status.ReadHeartbeat(_station));
        var message = new MqttApplicationMessage
        {
            Topic = _topics.Heartbeat,
            Payload = new ReadOnlySequence<byte>(_beat),
        };
        var sent = PublishNow(message);
        if (sent.IsFaulted && sent.Exception.GetBaseException() is not MqttCommunicationException)
        {
            throw sent.Exception.GetBaseException();
        }
    }
}
