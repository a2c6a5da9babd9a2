using System.Diagnostics;
using System.Globalization;
using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Simulation.Plc;

/// <summary>
/// A subscriber that shares no code with the product: <c>mosquitto_sub</c> on the gate's binary topics, which stamps every
/// message with its own clock. It connects again by itself when the broker was away.
/// </summary>
public sealed class MosquittoWitness : IDisposable
{
    private static readonly string[] Places = ["/usr/bin/mosquitto_sub", "/usr/local/bin/mosquitto_sub"];
    private static readonly TimeSpan SubscribeLimit = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly List<WitnessedDecision> _decisions = [];
    private readonly ManualResetEventSlim _subscribed = new();

    private MosquittoWitness(Process process) => _process = process;

    /// <summary>What it has seen, in order.</summary>
    public IReadOnlyList<WitnessedDecision> Decisions
    {
        get
        {
            lock (_decisions)
            {
                return [.. _decisions];
            }
        }
    }

    /// <summary>Where mosquitto_sub is; null where it is not installed.</summary>
    public static string? FindExecutable() =>
        Array.Find(Places, File.Exists);

    /// <summary>Starts it; returns once the station's retained state has come, which shows that it is subscribed.</summary>
    /// <exception cref="InvalidOperationException">It is not installed, or no state came within 20 s.</exception>
    public static MosquittoWitness Start(int port, StationKey station, string root = "linead")
    {
        var executable = FindExecutable()
            ?? throw new InvalidOperationException("mosquitto_sub was not found; install the Debian package 'mosquitto-clients'.");
        var start = new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in Arguments(port, station, new Topics(root)))
        {
            start.ArgumentList.Add(argument);
        }

        var witness = new MosquittoWitness(Process.Start(start)!);
        witness._process.OutputDataReceived += (_, e) => witness.Keep(e.Data);
        witness._process.BeginOutputReadLine();
        witness._process.BeginErrorReadLine();
        if (!witness._subscribed.Wait(SubscribeLimit))
        {
            witness.Dispose();
            throw new InvalidOperationException($"mosquitto_sub got no state of {station} within {SubscribeLimit.TotalSeconds} s.");
        }

        return witness;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _subscribed.Dispose();
    }

    private static string[] Arguments(int port, StationKey station, Topics topics) =>
    [
        "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-V", "mqttv5", "-q", "1",
        "-t", topics.DecisionBinary(station, simulated: false), "-t", topics.RejectBinary(station), "-t", topics.State(station),
        "-F", "%t %U %x",
    ];

    private void Keep(string? line)
    {
        if (line?.Split(' ') is not [var topic, var time, var hex])
        {
            return;
        }

        if (!topic.EndsWith("/bin", StringComparison.Ordinal))
        {
            _subscribed.Set();
            return;
        }

        // Big-endian: byte 3 verdict, bytes 8 to 11 the sequence number (DESIGN.md section 4), read here without the product's parser.
        var bytes = Convert.FromHexString(hex);
        var seconds = decimal.Parse(time, CultureInfo.InvariantCulture);
        var decision = new WitnessedDecision(
            (uint)((bytes[8] << 24) | (bytes[9] << 16) | (bytes[10] << 8) | bytes[11]),
            bytes[3],
            topic.EndsWith("/reject/bin", StringComparison.Ordinal),
            DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)));
        lock (_decisions)
        {
            _decisions.Add(decision);
        }
    }
}
