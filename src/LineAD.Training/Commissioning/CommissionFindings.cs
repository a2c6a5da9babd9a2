using System.Text.Json.Serialization;
using LineAD.Training.Calibration;
using LineAD.Training.Evaluation;
using LineAD.Training.Reporting;

namespace LineAD.Training.Commissioning;

/// <summary>What commissioning tells the engineer.</summary>
public sealed record CommissionFindings
{
    /// <summary>Good parts that there were.</summary>
    public required int Parts { get; init; }

    /// <summary>Folds of the cross-validation.</summary>
    public required int Folds { get; init; }

    /// <summary>The false-reject rate to expect, by a fitted distribution or, from 100 parts on, without one.</summary>
    public required Threshold Threshold { get; init; }

    /// <summary>
    /// How many parts the thresholds of all others reject: a check that assumes no distribution, and is as wide as few parts are.
    /// </summary>
    public required RateEstimate LeftOutRejects { get; init; }

    /// <summary>Scores by number of parts learnt from.</summary>
    public required IReadOnlyList<GrowthPoint> Growth { get; init; }

    /// <summary>What more parts did.</summary>
    public required GrowthEstimate Estimate { get; init; }

    /// <summary>The interval that twice as many parts would give, at the same spread of scores.</summary>
    public required RateInterval WithTwiceTheParts { get; init; }

    /// <summary>Name and normalised cross-validated score of the parts most unlike the others, highest first.</summary>
    public required IReadOnlyList<PartScore> Unlike { get; init; }

    /// <summary>Pictures of the parts, most unlike the others first.</summary>
    [JsonIgnore]
    public ReportGallery Gallery { get; init; } = new(string.Empty, []);
}
