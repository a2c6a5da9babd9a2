using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Journal;
using LineAD.Pipeline.Stations;
using LineAD.Pipeline.Tracing;

namespace LineAD.Pipeline.Intake;

/// <summary>
/// A received frame's entry in the ledger: from receipt to exactly one terminal state and its acknowledgement.
/// </summary>
internal sealed class FrameTicket(
    long number, StationRuntime? station, bool simulated, InboundFrame? frame, IDelivery delivery)
{
    private int _ended;
    private ReadOnlyMemory<byte> _payload = frame?.Payload ?? default;
    private ByteBudget? _budget;
    private int _heldBytes;

    public long Number { get; } = number;

    /// <summary>Null for messages of no configured station.</summary>
    public StationRuntime? Station { get; } = station;

    public StationKey? StationKey => Station?.Key;

    public bool Simulated { get; } = simulated;

    public string Origin { get; } = frame?.Origin ?? "";

    public string? ContentType { get; } = frame?.ContentType;

    public int PayloadLength { get; } = frame?.Payload.Length ?? 0;

    /// <summary>Empty once the frame has ended.</summary>
    public ReadOnlyMemory<byte> Payload => _payload;

    public IDelivery Delivery { get; } = delivery;

    /// <summary>Its span; null while nobody listens.</summary>
    public FrameTrace? Trace { get; init; }

    /// <summary>Whether its receipt is in the books; if not, its end is not either.</summary>
    public bool InBooks { get; set; }

    /// <summary>Index of the camera; −1 before it is known.</summary>
    public int Camera { get; set; } = -1;

    /// <summary>What it ends as with its part; guarded by the part's gate.</summary>
    public FrameState EndState { get; set; }

    /// <summary>Reason that goes with <see cref="EndState"/>.</summary>
    public string EndReason { get; set; } = "";

    public bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Reserves the payload's bytes until the frame ends; false when the budget is spent.</summary>
    public bool TryHold(ByteBudget budget)
    {
        if (!budget.TryTake(PayloadLength))
        {
            return false;
        }

        _budget = budget;
        Interlocked.Exchange(ref _heldBytes, PayloadLength);
        if (HasEnded)
        {
            // Its part was closed at this very moment: whoever is second gives the bytes back.
            LetGo();
        }

        return true;
    }

    /// <summary>
    /// True for exactly one caller: the one that counts, journals and acknowledges. Lets the payload go.
    /// </summary>
    public bool TryEnd()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return false;
        }

        _payload = default;
        LetGo();
        return true;
    }

    private void LetGo()
    {
        var held = Interlocked.Exchange(ref _heldBytes, 0);
        if (held > 0)
        {
            _budget!.Return(held);
        }
    }
}
