using LineAD.Core.Time;

namespace LineAD.Service.Faults;

/// <summary>
/// Which faults are on. The decorators ask it; the socket sets it. A scorer fault lasts so many device calls, the others so
/// long; a newer scorer fault takes the place of the older. Thread-safe.
/// </summary>
internal sealed class FaultBoard(SteppedTimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _injected = FaultNames.All.ToDictionary(f => f, _ => 0L);
    private ScorerFault? _scorer;
    private int _scorerCalls;
    private long _diskFullUntil = long.MinValue;
    private long _slowUntil = long.MinValue;
    private long _slowSince;
    private int _slowPerSecond;
    private int _slowTaken;

    /// <summary>Whether writes fail now.</summary>
    public bool IsDiskFull => time.GetTimestamp() < Interlocked.Read(ref _diskFullUntil);

    /// <summary>Commands carried out so far, by fault.</summary>
    public IReadOnlyDictionary<string, long> Injected
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, long>(_injected);
            }
        }
    }

    /// <summary>Carries out a command that <see cref="FaultCommand.TryParse"/> took.</summary>
    public void Apply(FaultCommand command)
    {
        lock (_gate)
        {
            var length = Ticks(command.Milliseconds ?? 0);
            switch (command.Fault)
            {
                case FaultNames.ClockStep:
                    time.Step(TimeSpan.FromMilliseconds(command.Milliseconds!.Value));
                    break;
                case FaultNames.DiskFull:
                    Interlocked.Exchange(ref _diskFullUntil, time.GetTimestamp() + length);
                    break;
                case FaultNames.SlowOutputs:
                    (_slowSince, _slowTaken, _slowPerSecond) = (time.GetTimestamp(), 0, command.PerSecond ?? 1);
                    _slowUntil = _slowSince + length;
                    break;
                case FaultNames.None:
                    Clear();
                    return;
                default:
                    (_scorer, _scorerCalls) = (new ScorerFault(command.Fault!, command.Milliseconds ?? 0), command.Count ?? 1);
                    break;
            }

            _injected[command.Fault!]++;
        }
    }

    /// <summary>The fault of the device call that begins now, or null.</summary>
    public ScorerFault? NextScorerFault()
    {
        lock (_gate)
        {
            if (_scorerCalls == 0)
            {
                return null;
            }

            _scorerCalls--;
            return _scorer;
        }
    }

    /// <summary>Whether an output is taken now.</summary>
    public bool TakesOutput()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (now >= _slowUntil)
            {
                return true;
            }

            // The first one fits at once, as into a queue that is nearly full.
            var room = (time.GetElapsedTime(_slowSince, now).TotalSeconds * _slowPerSecond) + (_slowPerSecond > 0 ? 1 : 0);
            if (_slowTaken >= (int)room)
            {
                return false;
            }

            _slowTaken++;
            return true;
        }
    }

    private void Clear()
    {
        (_scorer, _scorerCalls) = (null, 0);
        Interlocked.Exchange(ref _diskFullUntil, long.MinValue);
        _slowUntil = long.MinValue;
        time.Step(-time.Offset);
    }

    private long Ticks(int milliseconds) => milliseconds * time.TimestampFrequency / 1000;
}
