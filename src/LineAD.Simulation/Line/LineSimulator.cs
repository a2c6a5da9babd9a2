using System.Globalization;
using LineAD.Core.Wire;
using LineAD.Simulation.Parts;
using LineAD.Simulation.Plc;

namespace LineAD.Simulation.Line;

/// <summary>
/// Plays the cameras of a station: publishes parts at an even rate with seeded jitter, never waiting for the service, as a
/// belt does not wait either.
/// </summary>
public sealed class LineSimulator(LineOptions options, ICameraLink link, PartDeck deck, TimeProvider time)
{
    private readonly List<SentPart> _sent = [];
    private readonly Lock _gate = new();

    /// <summary>Called for each part just before it is sent, for instance by the PLC that arms its gate.</summary>
    public event Action<SentPart>? Sending;

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<SentPart> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Frames that the broker did not acknowledge, for the connection broke or it refused.</summary>
    public int Unacknowledged => Sent.Sum(p => options.Cameras.Count - p.Acknowledged);

    /// <summary>Sends all parts; returns when the broker has answered for every frame or the connection is gone.</summary>
    public async Task RunAsync(PlcSimulator? plc, CancellationToken cancellationToken)
    {
        var answers = new List<Task>();
        if (options.PartsPerSecond > 0)
        {
            // A thread of its own wakes once for a part. A timer takes its own thread and the pool's, from the service's cores.
            await Task.Factory.StartNew(
                () => SendPaced(answers, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        else
        {
            await SendUndecidedAsync(answers, plc, cancellationToken);
        }

        await Task.WhenAll(answers);
    }

    private void SendPaced(List<Task> answers, CancellationToken cancellationToken)
    {
        var random = new Random(options.Seed);
        var start = time.GetTimestamp();
        for (var i = 0; i < options.Parts && link.IsConnected; i++)
        {
            var offset = (random.NextDouble() * 2 - 1) * options.Jitter;
            var due = TimeSpan.FromSeconds(Math.Max(0, i + offset) / options.PartsPerSecond);
            var left = (due - time.GetElapsedTime(start)).TotalMilliseconds;
            if (left > 0 && cancellationToken.WaitHandle.WaitOne((int)Math.Ceiling(left)))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            Send(i, answers, cancellationToken);
        }
    }

    private async Task SendUndecidedAsync(List<Task> answers, PlcSimulator? plc, CancellationToken cancellationToken)
    {
        for (var i = 0; i < options.Parts && link.IsConnected; i++)
        {
            if (plc is not null)
            {
                await plc.WaitUntilUndecidedBelowAsync(options.MaxUndecided, cancellationToken);
            }

            Send(i, answers, cancellationToken);
        }
    }

    private void Send(int index, List<Task> answers, CancellationToken cancellationToken)
    {
        answers.Add(SendAsync((uint)(options.FirstSeq + index), deck.Deal(), cancellationToken));
        answers.RemoveAll(a => a.IsCompletedSuccessfully);
    }

    private async Task SendAsync(uint seq, SimulatedPart part, CancellationToken cancellationToken)
    {
        var name = options.PartPrefix + seq.ToString(CultureInfo.InvariantCulture);
        var sent = new SentPart { Seq = seq, Name = name, Part = part, SentTimestamp = time.GetTimestamp() };
        lock (_gate)
        {
            _sent.Add(sent);
        }

        Sending?.Invoke(sent);
        foreach (var camera in options.Cameras)
        {
            var accepted = await link.SendAsync(
                options.Station,
                camera,
                part.Image,
                Properties(sent, camera),
                part.ContentType,
                cancellationToken);
            if (accepted)
            {
                sent.Acknowledge();
            }
        }
    }

    private List<KeyValuePair<string, string>> Properties(SentPart sent, string camera)
    {
        var seq = sent.Seq.ToString(CultureInfo.InvariantCulture);
        var properties = new List<KeyValuePair<string, string>>
        {
            new(CloudEventNames.SpecVersion, "1.0"),
            new(CloudEventNames.Type, CloudEventNames.FrameType),
            new(CloudEventNames.Source, $"sim/{camera}"),
            new(CloudEventNames.Id, sent.Name),
            new(CloudEventNames.Time, time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)),
            new(CloudEventNames.PartId, sent.Name),
            new(CloudEventNames.Sequence, seq),
        };
        if (options.DeadlineMs is { } deadline)
        {
            properties.Add(new(CloudEventNames.DeadlineMs, deadline.ToString(CultureInfo.InvariantCulture)));
        }

        if (options.Simulated)
        {
            properties.Add(new(CloudEventNames.Simulated, "true"));
        }

        return properties;
    }
}
