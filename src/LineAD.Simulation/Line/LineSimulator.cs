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
        var random = new Random(options.Seed);
        var start = time.GetTimestamp();
        var answers = new List<Task>();
        for (var i = 0; i < options.Parts && link.IsConnected; i++)
        {
            await PaceAsync(start, i, random, plc, cancellationToken);
            answers.Add(SendAsync((uint)(options.FirstSeq + i), deck.Deal(), cancellationToken));
            answers.RemoveAll(a => a.IsCompletedSuccessfully);
        }

        await Task.WhenAll(answers);
    }

    private async Task PaceAsync(
        long start, int index, Random random, PlcSimulator? plc, CancellationToken cancellationToken)
    {
        if (options.PartsPerSecond > 0)
        {
            var offset = (random.NextDouble() * 2 - 1) * options.Jitter;
            var due = TimeSpan.FromSeconds(Math.Max(0, index + offset) / options.PartsPerSecond);
            var left = due - time.GetElapsedTime(start);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, cancellationToken);
            }
        }
        else if (plc is not null)
        {
            await plc.WaitUntilUndecidedBelowAsync(options.MaxUndecided, cancellationToken);
        }
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
