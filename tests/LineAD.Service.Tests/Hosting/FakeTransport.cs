using System.Collections.Concurrent;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Service.Hosting;
using LineAD.Testing.Pipeline;

namespace LineAD.Service.Tests.Hosting;

/// <summary>A transport in memory that writes down the order of what the host does.</summary>
internal sealed class FakeTransport(IReadOnlyList<StationKey> stations, ConcurrentQueue<string> steps) : ILineTransport
{
    public string Name => "mqtt";

    public bool Publishes => true;

    public bool Required => true;

    public bool RequireAtStart { get; init; }

    public string Broker => "memory:0";

    public RecordingOutputSink Recorded { get; } = new();

    public IOutputSink Outputs => Recorded;

    public bool SinksConnected { get; set; } = true;

    public bool SourcesConnected { get; set; } = true;

    public IFrameIntake? Intake { get; private set; }

    public IReadOnlyDictionary<StationKey, RecordingSink> Sinks { get; private set; } =
        new Dictionary<StationKey, RecordingSink>();

    /// <summary>Decisions that the sinks had when they were closed first.</summary>
    public int? DecidedAtClose { get; private set; }

    public IReadOnlyDictionary<StationKey, IDecisionSink> StartSinks(ushort epoch, IStationStatus status)
    {
        steps.Enqueue($"sinks, epoch {epoch}");
        Sinks = stations.ToDictionary(s => s, _ => new RecordingSink(TimeProvider.System) { IsConnected = SinksConnected });
        return Sinks.ToDictionary(s => s.Key, s => (IDecisionSink)s.Value);
    }

    public void StartSources(IFrameIntake intake, IStationCommands commands)
    {
        steps.Enqueue("sources");
        Intake = intake;
    }

    public void StopIntake() => steps.Enqueue("intake stopped");

    public ValueTask StopSourcesAsync()
    {
        steps.Enqueue("sources stopped");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        steps.Enqueue("sinks stopped");
        DecidedAtClose ??= Sinks.Values.Sum(s => s.Decisions.Count);
        return ValueTask.CompletedTask;
    }
}
