using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Scoring;
using LineAD.Core.Wire;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Scoring;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Time;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Status;

/// <summary>
/// The stations' states, worked out on the deadline thread's tick and told to the sinks when they change. Heartbeats
/// read it without waiting.
/// </summary>
internal sealed class StatusBoard : IStationStatus
{
    /// <summary>
    /// A station is executing until no part was open for so long: the state message is not a part counter.
    /// </summary>
    private const double IdleMs = 1000;

    /// <summary>Counters in the state message are told at most this often.</summary>
    private const double CounterMs = 1000;

    private readonly Dictionary<StationKey, StationStatus> _byKey = [];
    private readonly PartTable _table;
    private readonly IModelRegistry _models;
    private readonly IJournal _journal;
    private readonly DeviceWatch _watch;
    private readonly MonotonicClock _clock;
    private readonly ILogger _logger;
    private readonly string _instance;
    private volatile bool _stopped;

    public StatusBoard(
        StationSet stations,
        PartTable table,
        IModelRegistry models,
        IJournal journal,
        DeviceWatch watch,
        MonotonicClock clock,
        ILogger logger,
        string instance)
    {
        (_table, _models, _journal, _watch, _clock, _logger) = (table, models, journal, watch, clock, logger);
        _instance = instance;
        foreach (var station in stations.All)
        {
            _byKey.Add(station.Key, new StationStatus(station));
        }
    }

    /// <summary>Run of the process, from the journal.</summary>
    public ushort Epoch { get; set; }

    public HeartbeatSnapshot ReadHeartbeat(StationKey station)
    {
        if (!_byKey.TryGetValue(station, out var status))
        {
            return new HeartbeatSnapshot(StationState.Error, 0, Epoch, 0);
        }

        var opened = _table.OldestUndecided(status.Station);
        var age = opened is { } at ? _clock.Milliseconds(_clock.Now - at) : 0;
        return new HeartbeatSnapshot(
            status.State, status.Station.LastDecidedSeq, Epoch, (ushort)Math.Clamp(age, 0, ushort.MaxValue));
    }

    public void OnTakenOver(StationKey station)
    {
        if (_byKey.TryGetValue(station, out var status))
        {
            status.TakenOver = true;
        }
    }

    public void OnDecisionConnection(StationKey station, bool connected)
    {
        if (_byKey.TryGetValue(station, out var status))
        {
            status.Connected = connected;
        }
    }

    public StationState State(StationKey station) =>
        _byKey.TryGetValue(station, out var status) ? status.State : StationState.Error;

    /// <summary>From here on every station is halted, and says so.</summary>
    public void Stop()
    {
        _stopped = true;
        Tick(_clock.Now);
    }

    /// <summary>Works out all states; runs on the deadline thread.</summary>
    public void Tick(long now)
    {
        foreach (var status in _byKey.Values)
        {
            lock (status)
            {
                Update(status, now);
            }
        }
    }

    /// <summary>Whether every camera of the station has a model for the station's category.</summary>
    public bool HasModels(StationRuntime station)
    {
        foreach (var camera in station.Cameras)
        {
            if (ServingVersion(station.Category, camera.View) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Update(StationStatus status, long now)
    {
        var (state, reason) = Evaluate(status, now);
        if (state != status.State)
        {
            PipelineLog.StateChanged(_logger, status.Station.Key.Line, status.Station.Key.Station, state.ToWire());
            status.State = state;
        }

        var message = Message(status, state, reason);
        if (status.Told is { } told && (told == message || IsOnlyCounter(told, message, status, now)))
        {
            return;
        }

        (status.Told, status.ToldAt) = (message, now);
        var json = (message with { Timestamp = _clock.UtcNow }).Write();
        foreach (var sink in status.Station.Sinks)
        {
            sink.PublishState(json);
        }
    }

    private bool IsOnlyCounter(StateMessage told, StateMessage message, StationStatus status, long now) =>
        told == message with { Unheard = told.Unheard } && _clock.Milliseconds(now - status.ToldAt) < CounterMs;

    private (StationState State, string? Reason) Evaluate(StationStatus status, long now)
    {
        var station = status.Station;
        if (_stopped || status.TakenOver)
        {
            return (StationState.Halted, _stopped ? "stopped" : "taken over by another client");
        }

        if (_watch.IsHung || _watch.IsFailing)
        {
            return (StationState.Error, _watch.IsHung ? "the device does not answer" : "the device fails every call");
        }

        if (!_journal.IsHealthy)
        {
            return (StationState.Error, "the journal cannot be written");
        }

        if (!HasModels(station))
        {
            return (StationState.Preoperational, $"no model serves category {station.Category}");
        }

        if (station.Mode != StationMode.Run)
        {
            return (StationState.Initialized, null);
        }

        if (station.PartsInFlight(false) > 0)
        {
            status.LastBusy = now;
        }

        var isBusy = status.LastBusy != long.MinValue && _clock.Milliseconds(now - status.LastBusy) < IdleMs;
        return (isBusy ? StationState.Executing : StationState.Ready, null);
    }

    private StateMessage Message(StationStatus status, StationState state, string? reason)
    {
        var station = status.Station;
        return new StateMessage
        {
            State = state,
            Mode = station.Mode,
            Category = station.Category,
            Model = station.Cameras.Length == 0 ? 0 : ServingVersion(station.Category, station.Cameras[0].View),
            Instance = _instance,
            Epoch = Epoch,
            Connected = status.Connected,
            PassPolicies = station.PassPolicies,
            Unheard = station.Unheard,
            Reason = reason,
        };
    }

    private int ServingVersion(string category, string view)
    {
        var serving = _models.Serving;
        for (var i = 0; i < serving.Count; i++)
        {
            if (serving[i].Category == category && serving[i].View == view)
            {
                return serving[i].Version;
            }
        }

        return 0;
    }
}
