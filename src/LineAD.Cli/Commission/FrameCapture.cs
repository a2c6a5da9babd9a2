using System.Threading.Channels;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Client;

namespace LineAD.Cli.Commission;

/// <summary>Listens to a station's frames beside the service and hands them on until there are enough.</summary>
internal sealed class FrameCapture(CommissionSettings settings, StationKey station, TimeProvider time)
{
    private const int MostWaiting = 64;
    private static readonly TimeSpan ModePatience = TimeSpan.FromSeconds(5);

    /// <summary>Frames that came faster than they could be stored; they are not needed, but said.</summary>
    public int Dropped { get; private set; }

    /// <summary>Captures until <paramref name="frames"/> holds the parts wanted.</summary>
    /// <param name="frames">Where they go.</param>
    /// <param name="say">Called with a line for every frame.</param>
    /// <param name="cancellationToken">Ends the capture; what came stays.</param>
    /// <exception cref="TransportException">No broker, or no frame within the patience.</exception>
    public async Task RunAsync(CapturedFrames frames, Action<string> say, CancellationToken cancellationToken)
    {
        var waiting = Channel.CreateBounded<PeerMessage>(MostWaiting);
        await using var peer = await MqttPeer.ConnectAsync(
            settings.Broker, $"linead-commission-{Guid.NewGuid():n}", cancellationToken);
        var mode = new StationModeSwitch(peer, settings.Root, station, ModePatience, time);
        try
        {
            if (settings.SwitchMode)
            {
                await mode.EnterAsync(cancellationToken);
                say($"{station.Line}/{station.Station} was in mode {mode.Before!.Value.ToWire()} and is in commission now: nothing goes to the gate.");
            }

            await CaptureAsync(frames, waiting, peer, say, cancellationToken);
        }
        finally
        {
            // Also when it failed, was cancelled, or only the answer to the change was lost: a station left in this mode decides nothing.
            await mode.LeaveAsync(CancellationToken.None);
        }
    }

    private async Task CaptureAsync(
        CapturedFrames frames, Channel<PeerMessage> waiting, MqttPeer peer, Action<string> say, CancellationToken cancellationToken)
    {
        var filter = new Topics(settings.Root).FrameFilter(station);
        await peer.SubscribeAsync(filter, message => Take(waiting.Writer, message), cancellationToken);
        say($"Listening to {filter} on {settings.Broker.Host}. Run good parts only: everything that passes now is learnt as good.");
        while (frames.Count < settings.Parts)
        {
            var message = await NextAsync(waiting.Reader, peer, filter, cancellationToken);
            say($"{frames.Add(message.Payload, message.Topic)}  ({frames.Count} of {settings.Parts})");
        }
    }

    private void Take(ChannelWriter<PeerMessage> waiting, PeerMessage message)
    {
        var topic = FrameTopic.Parse(settings.Root, message.Topic);
        var isWanted = !message.Retained && topic.Kind == TopicKind.Frame
            && (settings.Camera is null || topic.Camera.SequenceEqual(settings.Camera));
        if (isWanted && !waiting.TryWrite(message))
        {
            Dropped++;
        }
    }

    private async Task<PeerMessage> NextAsync(
        ChannelReader<PeerMessage> waiting, MqttPeer peer, string filter, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(settings.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await waiting.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransportException(
                $"no frame on {filter} for {settings.Patience.TotalSeconds:0} s ({(peer.IsConnected ? "the broker is connected" : "the connection is lost")}); "
                + "what came is kept: start again to go on, or give fewer --parts.");
        }
    }
}
