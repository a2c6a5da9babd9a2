using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Pipeline.Shadow;

/// <summary>A view about which the shadow would have said something else.</summary>
/// <param name="Inspection">The part.</param>
/// <param name="Camera">The camera that took the view.</param>
/// <param name="Time">When the shadow scored it.</param>
/// <param name="Serving">What the serving model's score alone means for the view.</param>
/// <param name="ServingScore">Normalised score of the serving model, threshold 1.0.</param>
/// <param name="Shadow">What the shadow's score alone would mean.</param>
/// <param name="ShadowScore">Normalised score of the shadow, threshold 1.0.</param>
public sealed record ShadowDisagreement(
    InspectionKey Inspection,
    string Camera,
    DateTimeOffset Time,
    Verdict Serving,
    double ServingScore,
    Verdict Shadow,
    double ShadowScore);
