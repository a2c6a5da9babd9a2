using System.Diagnostics;
using System.Globalization;
using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.EndToEnd.Tests.Support;

/// <summary>
/// A subscriber that shares no code with the product: <c>mosquitto_sub</c> on the gate's binary topic, which stamps every
/// message with its own clock.
/// </summary>
internal sealed class MosquittoWitness : IDisposable
{
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

    /// <summary>Whether mosquitto_sub is installed.</summary>
    public static string? FindExecutable() =>
        new[] { "/usr/bin", "/usr/local/bin" }.Select(f => Path.Combine(f, "mosquitto_sub")).FirstOrDefault(File.Exists);

    /// <summary>Starts it; returns once the station's retained state has come, which shows that it is subscribed.</summary>
    public static MosquittoWitness Start(int port, StationKey station, string root = "linead")
    {
        var start = new ProcessStartInfo(FindExecutable()!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-V", "mqttv5", "-q", "1",
            "-t", new Topics(root).DecisionBinary(station, simulated: false), "-t", new Topics(root).State(station), "-F", "%t %U %x",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var witness = new MosquittoWitness(Process.Start(start)!);
        witness._process.OutputDataReceived += (_, e) => witness.Keep(e.Data);
        witness._process.BeginOutputReadLine();
        witness._subscribed.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue("mosquitto_sub got no station state");
        return witness;
    }

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
            DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)));
        lock (_decisions)
        {
            _decisions.Add(decision);
        }
    }
}

/// <summary>A decision as an outsider sees it.</summary>
internal readonly record struct WitnessedDecision(uint Seq, byte Verdict, DateTimeOffset Arrived);
