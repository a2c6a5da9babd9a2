using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Pipeline.Intake;

namespace LineAD.Pipeline.Stations;

/// <summary>One configured station: its settings read once, and its live state.</summary>
internal sealed class StationRuntime
{
    private readonly Dictionary<string, CameraRuntime> _byName = new(StringComparer.Ordinal);
    private const int MostCategories = 32;
    private volatile string[] _known = [];
    private volatile string _category;
    private int _mode;
    private int _framesInFlight;
    private int _partsInFlight;
    private int _simulatedFramesInFlight;
    private int _simulatedPartsInFlight;
    private uint _lastDecidedSeq;
    private long _unheard;
    private int _warnedUnnamed;
    private long _lastDecisionTicks;

    public StationRuntime(StationOptions options, IReadOnlyList<IDecisionSink> sinks, ref int cameraOrdinal)
    {
        Options = options;
        Key = options.Key;
        Sinks = sinks;
        Tags = new StationTags(Key);
        Cameras = new CameraRuntime[options.Cameras.Count];
        for (var i = 0; i < Cameras.Length; i++)
        {
            Cameras[i] = new CameraRuntime(options.Cameras[i], i, cameraOrdinal++);
            _byName.Add(Cameras[i].Name, Cameras[i]);
        }

        LatePolicy = ParsePolicy(options.LatePolicy);
        FaultPolicy = ParsePolicy(options.FaultPolicy);
        ReviewFrom = double.IsFinite(options.ReviewFrom) ? Math.Clamp(options.ReviewFrom, 0, 1.0) : 1.0;
        ReviewIsReject = !string.Equals(options.ReviewAtGate, "pass", StringComparison.Ordinal);
        PassPolicies = ListPassPolicies();
        _category = options.Category;
        _known = [options.Category];
        Mode = WireNames.TryParseMode(options.Mode, out var mode) ? mode : StationMode.Run;
    }

    public StationOptions Options { get; }

    public StationKey Key { get; }

    public StationTags Tags { get; }

    public CameraRuntime[] Cameras { get; }

    public IReadOnlyList<IDecisionSink> Sinks { get; }

    public Verdict LatePolicy { get; }

    public Verdict FaultPolicy { get; }

    public double ReviewFrom { get; }

    public bool ReviewIsReject { get; }

    /// <summary>What lets parts pass without evidence, for the state message (law 3).</summary>
    public IReadOnlyList<string> PassPolicies { get; }

    /// <summary>Serialises intake of this station; held for microseconds.</summary>
    public Lock IntakeGate { get; } = new();

    /// <summary>Clocks of the station's sources. Guarded by <see cref="IntakeGate"/>.</summary>
    public SourceClocks Clocks { get; } = new();

    /// <summary>Category of parts that name none.</summary>
    public string Category
    {
        get => _category;
        set => _category = value;
    }

    public StationMode Mode
    {
        get => (StationMode)Volatile.Read(ref _mode);
        set => Volatile.Write(ref _mode, (int)value);
    }

    /// <summary>Sequence of the last part decided, for the heartbeat.</summary>
    public uint LastDecidedSeq
    {
        get => Volatile.Read(ref _lastDecidedSeq);
        set => Volatile.Write(ref _lastDecidedSeq, value);
    }

    /// <summary>Time of the last real decision, UTC; the minimum before the first.</summary>
    public DateTimeOffset LastDecisionAt
    {
        get => new(Interlocked.Read(ref _lastDecisionTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _lastDecisionTicks, value.UtcTicks);
    }

    /// <summary>True once: a line without part names is warned of once.</summary>
    public bool TryWarnUnnamed() => Interlocked.Exchange(ref _warnedUnnamed, 1) == 0;

    /// <summary>Decisions that nobody subscribed to, for the state message.</summary>
    public long Unheard => Interlocked.Read(ref _unheard);

    public void CountUnheard() => Interlocked.Increment(ref _unheard);

    /// <summary>
    /// The metric label of a category: itself if it is the station's own or has had a model, else <c>other</c>, so that
    /// no sender makes labels.
    /// </summary>
    public string CategoryLabel(string category) =>
        category == Category || Array.IndexOf(_known, category) >= 0 ? category : "other";

    /// <summary>A model serves the category. A bounded number is remembered.</summary>
    public void KnowCategory(string category)
    {
        var known = _known;
        if (known.Length < MostCategories && Array.IndexOf(known, category) < 0)
        {
            // Two at once may lose one of them, which is known again with its next frame.
            _known = [.. known, category];
        }
    }

    public CameraRuntime? FindCamera(string name) => _byName.GetValueOrDefault(name);

    public int FramesInFlight(bool simulated) =>
        Volatile.Read(ref simulated ? ref _simulatedFramesInFlight : ref _framesInFlight);

    public int PartsInFlight(bool simulated) =>
        Volatile.Read(ref simulated ? ref _simulatedPartsInFlight : ref _partsInFlight);

    public void CountFrames(bool simulated, int change) =>
        Interlocked.Add(ref simulated ? ref _simulatedFramesInFlight : ref _framesInFlight, change);

    public void CountParts(bool simulated, int change) =>
        Interlocked.Add(ref simulated ? ref _simulatedPartsInFlight : ref _partsInFlight, change);

    private List<string> ListPassPolicies()
    {
        var policies = new List<string>();
        if (LatePolicy == Verdict.Pass)
        {
            policies.Add("late_policy");
        }

        if (FaultPolicy == Verdict.Pass)
        {
            policies.Add("fault_policy");
        }

        if (!ReviewIsReject)
        {
            policies.Add("review_at_gate");
        }

        return policies;
    }

    /// <summary>Anything but a known word is a reject: a wrong configuration must not open the gate.</summary>
    private static Verdict ParsePolicy(string word) =>
        WireNames.TryParseVerdict(word, out var verdict) ? verdict : Verdict.Reject;
}
