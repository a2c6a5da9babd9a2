using System.Collections.Concurrent;
using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Simulation.Brokers;
using LineAD.Simulation.Network;
using LineAD.Testing;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>
/// A broker that reads slower than decisions come: what it takes comes in time, and the rest is not sent. Beside nothing else: the
/// slow link is made in this process, and tests that hold its threads up would make it slower than it says.
/// </summary>
[Collection("thread pool")]
public sealed class SlowBrokerTests : IDisposable
{
    private const double CutOffMs = 500;
    private const double ReserveMs = 350;
    private const int BytesPerSecond = 6000;

    // As mosquitto has it by itself: ten decisions under way.
    private const int Inflight = 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly PauseWitness _pauses = new();
    private readonly ConcurrentDictionary<string, long> _arrived = [];
    private readonly Dictionary<string, (DecisionPublication Publication, Task<PublishOutcome> Outcome)> _sent = [];

    [MosquittoFact]
    public async Task Publish_LinkBecomesSlowerThanTheDecisions_NothingComesAfterItsDeadline()
    {
        await using var broker = await MosquittoBroker.StartAsync(new MosquittoOptions { MaxInflightMessages = Inflight });
        await using var proxy = FaultyTcpProxy.Start(broker.Port);
        var options = Setup.Options(broker, o => o.Mqtt!.Port = proxy.Port);
        await using var gate = await WatchAsync(broker.Port, options.Root);
        await using var test = new DecisionsUnderTest(options);
        await SendAsync(test, "calm", 20);
        await Task.WhenAll(_sent.Values.Select(s => s.Outcome)).WaitAsync(Limit);

        proxy.Set(LinkFault.Throttle(BytesPerSecond, isOneWay: true));
        await SendAsync(test, "slow", 160);

        await CheckAsync(least: 20 + 10);
        _sent.Values.Count(s => s.Outcome.Result == PublishOutcome.TooLate).ShouldBeGreaterThan(5);
    }

    [MosquittoFact]
    public async Task Publish_SlowLinkComesBackToABacklog_NothingComesAfterItsDeadline()
    {
        await using var broker = await MosquittoBroker.StartAsync(new MosquittoOptions { MaxInflightMessages = Inflight });
        await using var proxy = FaultyTcpProxy.Start(broker.Port);
        var options = Setup.Options(broker, o => o.Mqtt!.Port = proxy.Port);
        await using var gate = await WatchAsync(broker.Port, options.Root);
        await using var test = new DecisionsUnderTest(options);
        proxy.Set(LinkFault.Cut);
        Eventually.True(() => test.Status.Disconnects == 1);
        await SendAsync(test, "cut", 20);

        proxy.Set(LinkFault.Throttle(BytesPerSecond, isOneWay: true));
        await SendAsync(test, "slow", 60);

        await CheckAsync(least: 10);
    }

    public void Dispose() => _pauses.Dispose();

    private async Task SendAsync(DecisionsUnderTest test, string name, int count)
    {
        var began = _time.GetTimestamp();
        for (var i = 1; i <= count; i++)
        {
            var part = $"{name}-{i}";
            var publication = Publications.Pass(part, CutOffMs, ReserveMs);
            _sent[part] = (publication, test.PublishAsync(publication));

            // By the clock: on a busy machine the pauses would add up until the link keeps up with them.
            var pause = (i * Every) - _time.GetElapsedTime(began);
            await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, _time);
        }
    }

    private async Task CheckAsync(int least)
    {
        await Task.WhenAll(_sent.Values.Select(s => s.Outcome)).WaitAsync(Limit);
        Eventually.True(() => _sent.All(s => s.Value.Outcome.Result != PublishOutcome.Acknowledged || _arrived.ContainsKey(s.Key)));
        _arrived.Count.ShouldBeGreaterThan(least);
        _arrived.Where(a => LateMs(a.Key) > 0).Select(a => $"{a.Key}: {LateMs(a.Key)} ms").ShouldBeEmpty();
    }

    private double LateMs(string part)
    {
        var publication = _sent[part].Publication;
        return Math.Round(DeliveryChecks.LateMs(
            publication.CutOffTimestamp, publication.DeadlineTimestamp, _arrived[part], _pauses.MillisecondsBetween));
    }

    private async Task<MqttPeer> WatchAsync(int port, string root)
    {
        var peer = await MqttPeer.ConnectAsync(new() { Port = port }, $"gate-{Guid.NewGuid():N}", CancellationToken.None);
        await peer.SubscribeAsync(
            new Topics(root).Decision(Setup.Station, simulated: false),
            m =>
            {
                if (DecisionJson.TryParse(m.Payload, out var decision))
                {
                    _arrived[decision!.Part] = _time.GetTimestamp();
                }
            },
            CancellationToken.None);
        return peer;
    }
}
