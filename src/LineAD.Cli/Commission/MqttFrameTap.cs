using System.Threading.Channels;
using LineAD.Core.Configuration;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Commission;

/// <summary>Frames from MQTT, over a connection of its own.</summary>
internal sealed class MqttFrameTap : IFrameTap
{
    private const int MostWaiting = 64;
    private readonly Channel<PeerMessage> _waiting = Channel.CreateBounded<PeerMessage>(MostWaiting);
    private readonly MqttPeer _peer;
    private readonly string _root;
    private readonly string _topicFilter;
    private readonly FrameFilter _filter;
    private readonly BrokerLimit _limit;

    private MqttFrameTap(MqttPeer peer, string root, string topicFilter, MqttOptions broker, FrameFilter filter, BrokerLimit limit)
    {
        (_peer, _root, _topicFilter, _filter, _limit) = (peer, root, topicFilter, filter, limit);
        Place = $"{topicFilter} on {broker.Host}";
    }

    /// <inheritdoc />
    public string Place { get; }

    /// <inheritdoc />
    public int Dropped { get; private set; }

    /// <summary>Connects.</summary>
    public static async Task<IFrameTap> OpenAsync(
        MqttOptions broker, string root, StationKey station, FrameFilter filter, BrokerLimit limit, CancellationToken cancellationToken)
    {
        var peer = await limit.WaitAsync(
            limited => MqttPeer.ConnectAsync(broker, $"linead-commission-{Guid.NewGuid():n}", limited), cancellationToken);
        return new MqttFrameTap(peer, root, new Topics(root).FrameFilter(station), broker, filter, limit);
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) =>
        _limit.WaitAsync(limited => _peer.SubscribeAsync(_topicFilter, Take, limited), cancellationToken);

    /// <inheritdoc />
    public async Task<TappedFrame> NextAsync(CancellationToken cancellationToken)
    {
        var message = await _waiting.Reader.ReadAsync(cancellationToken);
        return new TappedFrame(FrameTopic.Parse(_root, message.Topic).Camera.ToString(), message.Topic, message.Payload, message.ContentType);
    }

    /// <inheritdoc />
    public Task<string> DescribeLinkAsync() =>
        Task.FromResult(_peer.IsConnected ? "the broker is connected" : "the connection is lost");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    private void Take(PeerMessage message)
    {
        var topic = FrameTopic.Parse(_root, message.Topic);
        var isWanted = !message.Retained && topic.Kind == TopicKind.Frame
            && _filter.Takes(new StationKey(topic.Line.ToString(), topic.Station.ToString()), topic.Camera.ToString());
        if (isWanted && !_waiting.Writer.TryWrite(message))
        {
            Dropped++;
        }
    }
}
