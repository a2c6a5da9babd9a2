using LineAD.Core.Identity;

namespace LineAD.Core.Intake;

/// <summary>Where transports hand frames in. It never waits: when it is full, the policy's decision goes out at once.</summary>
public interface IFrameIntake
{
    /// <summary>Takes a frame; from here on it ends in exactly one counted terminal state. Never blocks, never throws.</summary>
    void Offer(InboundFrame frame);

    /// <summary>Takes a trigger. Never blocks, never throws.</summary>
    void Offer(InboundTrigger trigger);

    /// <summary>
    /// Reports a message that no frame or trigger could be made of (unusable topic, retained, over-size). Its delivery is
    /// completed by the intake.
    /// </summary>
    void Refuse(InboundRefusal refusal);

    /// <summary>
    /// The station's frames go to another process: what is open of it is decided now, by policy if need be. Never blocks on a
    /// sink, never throws.
    /// </summary>
    void Leave(StationKey station);
}
