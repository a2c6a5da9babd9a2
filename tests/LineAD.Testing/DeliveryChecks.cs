using LineAD.Simulation.Plc;

namespace LineAD.Testing;

/// <summary>
/// Whether decisions were at the gate before their deadline. From its cut-off to the gate a decision has the reserve; time in which
/// the process stood still after the cut-off is not taken from it.
/// </summary>
public static class DeliveryChecks
{
    /// <summary>Milliseconds from the sending of a part to the arrival of its decision, without the pauses after its cut-off.</summary>
    /// <param name="sent">Monotonic time of sending.</param>
    /// <param name="arrived">Monotonic time of arrival.</param>
    /// <param name="cutOffMs">From the sending to the cut-off.</param>
    /// <param name="pausedMs">How long the process stood still in an interval; see <see cref="PauseWitness"/>.</param>
    public static double LatencyMs(long sent, long arrived, double cutOffMs, Func<long, long, double> pausedMs)
    {
        var latencyMs = TimeProvider.System.GetElapsedTime(sent, arrived).TotalMilliseconds;
        var cutOff = sent + (long)(cutOffMs / 1000 * TimeProvider.System.TimestampFrequency);
        return arrived > cutOff ? latencyMs - pausedMs(cutOff, arrived) : latencyMs;
    }

    /// <summary>Tells of the decisions that were not at the gate before their deadline; empty when all were.</summary>
    /// <param name="records">What the gate knows; those without a decision are passed over.</param>
    /// <param name="deadlineMs">Deadline, from the sending of a part.</param>
    /// <param name="reserveMs">Time before it at which a decision is cut off.</param>
    /// <param name="pausedMs">How long the process stood still in an interval; see <see cref="PauseWitness"/>.</param>
    public static IReadOnlyList<string> Late(
        IEnumerable<GateRecord> records, double deadlineMs, double reserveMs, Func<long, long, double> pausedMs) =>
    [
        .. from record in records
           where record.ArrivedTimestamp != 0
           let latencyMs = LatencyMs(record.Sent!.SentTimestamp, record.ArrivedTimestamp, deadlineMs - reserveMs, pausedMs)
           where latencyMs >= deadlineMs
           select FormattableString.Invariant(
               $"part {record.Sent!.Seq} ({record.Basis}): {latencyMs:F0} of {deadlineMs:F0} ms, pauses not counted"),
    ];
}
