using LineAD.Core.Errors;
using LineAD.Core.Wire;

namespace LineAD.Cli.Commission;

/// <summary>Listens to a station's frames beside the service and hands them on until there are enough.</summary>
internal sealed class FrameCapture(CommissionSettings settings, CaptureScope scope, TimeProvider time)
{
    private readonly FrameFilter _filter = new(scope);
    private string? _camera;
    private string? _refusal;

    /// <summary>Frames that came faster than they could be stored; they are not needed, but said.</summary>
    public int Dropped { get; private set; }

    /// <summary>Captures until <paramref name="frames"/> holds the parts wanted.</summary>
    /// <param name="frames">Where they go.</param>
    /// <param name="say">Called with a line for every frame.</param>
    /// <param name="cancellationToken">Ends the capture; what came stays.</param>
    /// <exception cref="TransportException">No broker, or no usable frame within the patience.</exception>
    public async Task RunAsync(CapturedFrames frames, Action<string> say, CancellationToken cancellationToken)
    {
        if (frames.Count >= settings.Parts)
        {
            say($"There are {frames.Count} parts, and {settings.Parts} are wanted: none is captured.");
            return;
        }

        await using var tap = await OpenAsync(cancellationToken);
        if (!settings.SwitchMode)
        {
            await CaptureAsync(frames, tap, say, cancellationToken);
            return;
        }

        var mode = new StationModeSwitch(settings.Brokers.Mqtt!, settings.Root, scope.Station, time);
        try
        {
            await mode.EnterAsync(cancellationToken);
            say($"{scope.Station} was in mode {mode.Before!.Value.ToWire()} and is in commission now: nothing goes to the gate.");
            await CaptureAsync(frames, tap, say, cancellationToken);
        }
        finally
        {
            // Also when it failed, was cancelled, or only the answer to the change was lost: a station left in this mode decides nothing.
            await mode.LeaveAsync(CancellationToken.None);
        }
    }

    private Task<IFrameTap> OpenAsync(CancellationToken cancellationToken) => settings.Brokers.Kafka is { } kafka
        ? KafkaFrameTap.OpenAsync(kafka, settings.Root, scope, _filter, time, cancellationToken)
        : MqttFrameTap.OpenAsync(
            settings.Brokers.Mqtt!, settings.Root, scope.Station, _filter, new BrokerLimit(settings.Brokers.Mqtt!, time), cancellationToken);

    private async Task CaptureAsync(CapturedFrames frames, IFrameTap tap, Action<string> say, CancellationToken cancellationToken)
    {
        await tap.StartAsync(cancellationToken);
        say($"Listening to {tap.Place}. Run good parts only: everything that passes now is learnt as good.");
        while (frames.Count < settings.Parts)
        {
            await KeepOneAsync(frames, tap, say, cancellationToken);
            Dropped = tap.Dropped;
        }
    }

    // The patience is for a frame that can be kept: a camera that sends the same picture for ever ends it too.
    private async Task KeepOneAsync(CapturedFrames frames, IFrameTap tap, Action<string> say, CancellationToken cancellationToken)
    {
        var (before, refusedBefore) = (frames.Count, frames.Refused);
        using var patience = new CancellationTokenSource(settings.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            while (frames.Count == before)
            {
                say($"{Take(frames, await tap.NextAsync(either.Token))}  ({frames.Count} of {settings.Parts})");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransportException(
                $"no {(frames.Refused > refusedBefore ? "usable frame" : "frame")} on {tap.Place} for {settings.Patience.TotalSeconds:0} s "
                + $"({await DescribeAsync(tap, frames.Refused - refusedBefore)}); what came is kept: start again to go on, or give fewer --parts.");
        }
    }

    private string Take(CapturedFrames frames, TappedFrame frame)
    {
        var line = frame.Problem is { } problem
            ? frames.Refuse($"{frame.Origin}: {problem}")
            : frames.Add(frame.Payload, frame.Origin, scope.MaxFrameBytes, frame.ContentType);
        _refusal = line;
        var changed = _camera is { } camera && camera != frame.Camera ? "; another camera than before: give --camera if it shows another view" : "";
        _camera = frame.Camera;
        return line + changed;
    }

    private async Task<string> DescribeAsync(IFrameTap tap, int refused)
    {
        var link = await tap.DescribeLinkAsync();
        var last = refused > 0 ? $"; {refused} refused, the last: {_refusal}" : "";
        var others = _filter.Others is { Length: > 0 } text ? $"; not wanted were {text}" : "";
        return link + last + others;
    }
}
