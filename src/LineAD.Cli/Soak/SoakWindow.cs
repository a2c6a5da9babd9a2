namespace LineAD.Cli.Soak;

/// <summary>The time of one fault, from its beginning to the first part that was decided by model after it.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Began">Monotonic.</param>
/// <param name="Recovered">Monotonic.</param>
internal readonly record struct SoakWindow(SoakFault Fault, long Began, long Recovered);
