using LineAD.Core.Scoring;

namespace LineAD.Pipeline.Shadow;

/// <summary>What is known of a shadow so far: the ground for activating it or not.</summary>
public sealed record ShadowReport
{
    /// <summary>The shadow.</summary>
    public required ModelInfo Model { get; init; }

    /// <summary>Version that served when it scored last; 0 before its first view.</summary>
    public required int ServingVersion { get; init; }

    /// <summary>Views that both have scored.</summary>
    public required long Compared { get; init; }

    /// <summary>Views of these about which they disagree.</summary>
    public required long Disagreements { get; init; }

    /// <summary>Views that the shadow did not score, for the device was busy, a call would take too long, or it failed.</summary>
    public required long Skipped { get; init; }

    /// <summary>The last disagreements, at most 50, oldest first.</summary>
    public required IReadOnlyList<ShadowDisagreement> Last { get; init; }
}
