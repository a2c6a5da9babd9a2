using LineAD.Core.Errors;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;
using Polly;
using Polly.Retry;

namespace LineAD.Transport.Mqtt.Connections;

/// <summary>
/// Keeps one connection up: connects with bounded exponential back-off and jitter, tells its owner, waits for the end,
/// and begins again. A connection that ends soon after it began counts as a failed attempt.
/// </summary>
internal sealed class MqttLink : IAsyncDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(5);

    private readonly string _name;
    private readonly ILinkOwner _owner;
    private readonly MqttMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _retry;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource<MqttClientDisconnectedEventArgs> _ended = NewEnd();
    private Task _loop = Task.CompletedTask;

    /// <param name="name">Label in logs and metrics: <c>frames</c>, <c>decisions</c> or <c>outputs</c>.</param>
    /// <param name="owner">Who uses it.</param>
    /// <param name="maxDelay">Longest pause between two attempts.</param>
    /// <param name="metrics">Counts connects.</param>
    /// <param name="time">Clock of the pauses.</param>
    /// <param name="logger">Where it tells what happens.</param>
    public MqttLink(
        string name, ILinkOwner owner, TimeSpan maxDelay, MqttMetrics metrics, TimeProvider time, ILogger logger)
    {
        _name = name;
        _owner = owner;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _retry = CreateRetry(maxDelay);
        Client = new MqttClientFactory().CreateMqttClient();
        Client.DisconnectedAsync += OnDisconnectedAsync;
    }

    public IMqttClient Client { get; }

    public void Start() => _loop = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>Disconnects in order, without the will.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await Client.DisconnectAsync(new MqttClientDisconnectOptions());
        }
        catch (MqttCommunicationException)
        {
            // It was gone already.
        }

        Client.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource<MqttClientDisconnectedEventArgs> NewEnd() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ResiliencePipeline CreateRetry(TimeSpan maxDelay) => new ResiliencePipelineBuilder { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions
        {
            // A cancellation that is not ours is a limit that ran out: one more failed attempt.
            ShouldHandle = new PredicateBuilder().Handle<Exception>(_ => !_stop.IsCancellationRequested),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay < maxDelay ? FirstDelay : maxDelay,
            MaxDelay = maxDelay,
            OnRetry = retry =>
            {
                MqttLog.ConnectFailed(_logger, _name, retry.Outcome.Exception?.Message, retry.RetryDelay);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _retry.ExecuteAsync(ServeOnceAsync, cancellationToken))
            {
                _metrics.Reconnect(_name);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
        catch (Exception exception)
        {
            MqttLog.LinkFailed(_logger, exception, _name);
        }
    }

    // One connection from attempt to end. True: again at once; an exception: again after a pause; false: never again.
    private async ValueTask<bool> ServeOnceAsync(CancellationToken cancellationToken)
    {
        if (!await _owner.MayConnectAsync(cancellationToken))
        {
            return false;
        }

        _ended = NewEnd();
        var result = await ConnectAsync(cancellationToken);
        var connectedAt = _time.GetTimestamp();
        var ended = await UseAsync(result, cancellationToken);
        _owner.OnDisconnected(ended);
        MqttLog.Disconnected(_logger, _name, ended.Reason, ended.Exception?.Message);
        var livedLong = _time.GetElapsedTime(connectedAt) > ShortLife;
        return livedLong || ended.Reason == MqttClientDisconnectReason.SessionTakenOver
            ? true
            : throw new TransportException($"The connection ended after a short time ({ended.Reason}).");
    }

    private async Task<MqttClientConnectResult> ConnectAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AttemptLimit);
        try
        {
            var result = await Client.ConnectAsync(_owner.CreateOptions(), limit.Token);
            return result.ResultCode == MqttClientConnectResultCode.Success ? result : throw new TransportException(
                $"The broker refused the connection: {result.ResultCode} {result.ReasonString}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransportException($"The broker did not answer within {AttemptLimit.TotalSeconds} s.");
        }
    }

    private async Task<MqttClientDisconnectedEventArgs> UseAsync(
        MqttClientConnectResult result, CancellationToken cancellationToken)
    {
        _metrics.Connected(_name, 1);
        MqttLog.Connected(_logger, _name, result.IsSessionPresent);
        try
        {
            await _owner.OnConnectedAsync(result, cancellationToken);
            return await _ended.Task.WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            MqttLog.ConnectFailed(_logger, _name, exception.Message, TimeSpan.Zero);
            await Client.DisconnectAsync(new MqttClientDisconnectOptions(), cancellationToken);
            return await _ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _metrics.Connected(_name, -1);
        }
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs ended)
    {
        if (ended.ClientWasConnected)
        {
            _ended.TrySetResult(ended);
        }

        return Task.CompletedTask;
    }
}
