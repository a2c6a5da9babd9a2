using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Cli.Commission;

/// <summary>Bounds what an engineer waits for: a broker that takes the connection and then says nothing.</summary>
/// <param name="broker">For the message.</param>
/// <param name="time">Clock of the wait.</param>
internal sealed class BrokerLimit(MqttOptions broker, TimeProvider time)
{
    /// <summary>Longest wait for one answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Waits for an answer of the broker.</summary>
    /// <exception cref="TransportException">There was none in time.</exception>
    public async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransportException(
                $"MQTT broker {broker.Host} does not answer within {Patience.TotalSeconds:0} s. Are host and port those of an MQTT broker, and is it well?", e);
        }
    }

    /// <summary>Waits for an answer of the broker.</summary>
    /// <exception cref="TransportException">There was none in time.</exception>
    public Task WaitAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken) => WaitAsync(
        async limited =>
        {
            await ask(limited);
            return true;
        },
        cancellationToken);
}
