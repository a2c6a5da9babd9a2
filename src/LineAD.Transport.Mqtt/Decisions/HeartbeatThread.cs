using LineAD.Core.Identity;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>Calls back ten times a second on a thread of its own, which no busy thread pool can delay.</summary>
internal sealed class HeartbeatThread : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    // Without spinning: ten times a second it would take more time than the beat itself.
    private readonly ManualResetEventSlim _stop = new(false, spinCount: 0);
    private readonly Action _beat;
    private readonly StationKey _station;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    public HeartbeatThread(StationKey station, Action beat, TimeProvider time, ILogger logger)
    {
        _station = station;
        _beat = beat;
        _time = time;
        _logger = logger;
        _thread = new Thread(Run) { IsBackground = true, Name = $"heartbeat {station}" };
    }

    public void Start() => _thread.Start();

    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive && Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }

        _stop.Dispose();
    }

    private void Run()
    {
        var startedAt = _time.GetTimestamp();
        for (var beats = 1L; !_stop.Wait(Pause(startedAt, beats)); beats++)
        {
            try
            {
                _beat();
            }
            catch (Exception exception)
            {
                MqttLog.HeartbeatFailed(_logger, exception, _station.ToString());
            }
        }
    }

    // To the next full period since the start, so that the rate does not drift.
    private TimeSpan Pause(long startedAt, long beats)
    {
        var pause = (beats * Period) - _time.GetElapsedTime(startedAt);
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }
}
