using LineAD.Simulation.Plc;

namespace LineAD.Testing;

/// <summary>
/// Whether decisions were at the gate before their deadline. From its cut-off to the gate a decision has the reserve; time in which
/// the process stood still after the cut-off is not taken from it. And whether a part may be without one.
/// </summary>
public static class DeliveryChecks
{
    /// <summary>Milliseconds after the deadline at which a decision arrived, without the pauses after its cut-off; below 0 in time.</summary>
    /// <param name="cutOff">Monotonic time after which it is not sent.</param>
    /// <param name="deadline">Monotonic time before which it is to be at the gate.</param>
    /// <param name="arrived">Monotonic time of arrival.</param>
    /// <param name="pausedMs">How long the process stood still in an interval; see <see cref="PauseWitness"/>.</param>
    public static double LateMs(long cutOff, long deadline, long arrived, Func<long, long, double> pausedMs) =>
        TimeProvider.System.GetElapsedTime(deadline, arrived).TotalMilliseconds
        - (arrived > cutOff ? pausedMs(cutOff, arrived) : 0);

    /// <summary>The same for a part sent at <paramref name="sent"/>, with its times in milliseconds from there.</summary>
    public static double LateMs(
        long sent, double deadlineMs, double reserveMs, long arrived, Func<long, long, double> pausedMs) =>
        LateMs(sent + Ticks(deadlineMs - reserveMs), sent + Ticks(deadlineMs), arrived, pausedMs);

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
           let lateMs = LateMs(record.Sent!.SentTimestamp, deadlineMs, reserveMs, record.ArrivedTimestamp, pausedMs)
           where lateMs >= 0
           select FormattableString.Invariant(
               $"part {record.Sent!.Seq} ({record.Basis}): {lateMs:F0} ms after its deadline, pauses not counted"),
    ];

    /// <summary>
    /// Whether a machine that stood still explains why a part has no decision: the policy decides shortly before the cut-off, and what is not
    /// handed over by then is withheld.
    /// </summary>
    /// <param name="sent">Monotonic time at which the part was sent.</param>
    /// <param name="cutOffMs">Its cut-off, in milliseconds from there.</param>
    /// <param name="leadMs">How long before the cut-off the policy decides.</param>
    /// <param name="pausedMs">How long the machine stood still in an interval; see <see cref="PauseWitness.MachineMillisecondsBetween"/>.</param>
    public static bool MayBeSilent(long sent, double cutOffMs, double leadMs, Func<long, long, double> pausedMs) =>
        pausedMs(sent + Ticks(cutOffMs - leadMs), sent + Ticks(cutOffMs)) > 0;

    private static long Ticks(double milliseconds) => (long)(milliseconds / 1000 * TimeProvider.System.TimestampFrequency);
}
