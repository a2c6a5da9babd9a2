using System.Collections.Concurrent;
using System.Globalization;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>
/// Stands for the pipeline: publishes a decision for each frame as it comes, and completes the frame when that is
/// acknowledged. What is refused or too late stays open, for the next owner.
/// </summary>
internal sealed class DecidingIntake(double cutOffMs = 60_000) : IFrameIntake
{
    /// <summary>Set before frames come.</summary>
    public IReadOnlyDictionary<StationKey, IDecisionSink> Sinks { get; set; } =
        new Dictionary<StationKey, IDecisionSink>();

    /// <summary>Whether frames are completed; false plays a process that dies between decision and offset.</summary>
    public bool Completes { get; init; } = true;

    public ConcurrentQueue<string> Parts { get; } = new();

    public ConcurrentQueue<PublishOutcome> Outcomes { get; } = new();

    public void Offer(InboundFrame frame)
    {
        var part = frame.Attributes.PartId!;
        Parts.Enqueue(part);
        var station = new StationKey(frame.Line, frame.Station);
        Sinks[station].Publish(Decide(station, part), outcome => OnOutcome(frame, outcome));
    }

    public void Offer(InboundTrigger trigger) => trigger.Delivery.Complete();

    public void Leave(StationKey station)
    {
    }

    public void Refuse(InboundRefusal refusal) => refusal.Delivery.Complete();

    private void OnOutcome(InboundFrame frame, PublishOutcome outcome)
    {
        Outcomes.Enqueue(outcome);
        if (Completes && outcome == PublishOutcome.Acknowledged)
        {
            frame.Delivery.Complete();
        }
    }

    private DecisionPublication Decide(StationKey station, string part)
    {
        var key = new InspectionKey(station, part, 0);
        var decision = new Decision
        {
            Inspection = key,
            StationId = 1,
            Verdict = Verdict.Pass,
            Basis = Basis.Model,
            Score = 0.5,
            SlackMs = 0,
            Category = "cat",
            ModelVersion = 1,
            Id = key.ComputeId(),
            Timestamp = TimeProvider.System.GetUtcNow(),
        };
        var time = TimeProvider.System;
        var cutOff = time.GetTimestamp() + (long)(cutOffMs / 1000 * time.TimestampFrequency);
        return new DecisionPublication
        {
            Decision = decision,
            Json = DecisionJson.Write(decision),
            Binary = DecisionRecord.Write(decision, repeated: false),
            IsRejectAtGate = part.EndsWith('0') && int.Parse(part.AsSpan(1), CultureInfo.InvariantCulture) > 0,
            CutOffTimestamp = cutOff,
            DeadlineTimestamp = cutOff + (time.TimestampFrequency / 20),
        };
    }
}
