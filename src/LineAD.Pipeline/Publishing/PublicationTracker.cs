using LineAD.Core.Contracts;
using LineAD.Core.Journal;
using LineAD.Pipeline.Parts;

namespace LineAD.Pipeline.Publishing;

/// <summary>Gathers the outcomes of one publication over the station's required sinks.</summary>
internal sealed class PublicationTracker(DecisionPublisher publisher, Part part, int required, long handedOver)
{
    private int _remaining = required;
    private int _worst;

    public void OnRequired(PublishOutcome outcome)
    {
        OnBestEffort(outcome);
        if (outcome is not (PublishOutcome.Acknowledged or PublishOutcome.Unheard))
        {
            Interlocked.Exchange(ref _worst, (int)outcome);
        }

        if (Interlocked.Decrement(ref _remaining) == 0)
        {
            publisher.CountPublished(handedOver);
            Settle();
        }
    }

    public void OnBestEffort(PublishOutcome outcome)
    {
        if (outcome == PublishOutcome.Unheard)
        {
            publisher.CountUnheard(part.Station);
        }
    }

    private void Settle()
    {
        switch ((PublishOutcome)Volatile.Read(ref _worst))
        {
            case PublishOutcome.TooLate:
                publisher.CloseLate(part);
                break;
            case PublishOutcome.Refused:
                publisher.Close(part, PartOutcome.AuditOnly, AuditReason.Refused);
                break;
            case PublishOutcome.Unknown:
                publisher.Close(part, PartOutcome.AuditOnly, AuditReason.Unconfirmed);
                break;
            default:
                publisher.Close(part, PartOutcome.Published, null);
                break;
        }
    }
}
