using System.Globalization;

namespace LineAD.Cli.Soak;

/// <summary>Looks once a second at what the service uses, whichever process it is.</summary>
internal sealed class ProcessSampler(Func<int> processId, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly List<ProcessSample> _samples = [];
    private readonly Dictionary<int, long> _firstSeen = [];

    /// <summary>All samples, in order.</summary>
    public IReadOnlyList<ProcessSample> Samples
    {
        get
        {
            lock (_samples)
            {
                return [.. _samples];
            }
        }
    }

    /// <summary>Samples until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (TryRead(processId()) is { } sample)
                {
                    lock (_samples)
                    {
                        _samples.Add(sample);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // That is its end.
        }
    }

    private ProcessSample? TryRead(int id)
    {
        var folder = $"/proc/{id.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            var status = File.ReadAllLines(Path.Combine(folder, "status"));
            if (!_firstSeen.TryGetValue(id, out var first))
            {
                _firstSeen[id] = first = time.GetTimestamp();
            }

            return new ProcessSample(
                id,
                time.GetElapsedTime(first).TotalSeconds,
                Field(status, "VmRSS:") * 1024,
                (int)Field(status, "Threads:"),
                Directory.GetFileSystemEntries(Path.Combine(folder, "fd")).Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // Between two processes there is none.
            return null;
        }
    }

    private static long Field(string[] status, string name) => long.Parse(
        Array.Find(status, l => l.StartsWith(name, StringComparison.Ordinal))?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1] ?? "0",
        CultureInfo.InvariantCulture);
}
