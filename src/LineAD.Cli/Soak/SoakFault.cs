namespace LineAD.Cli.Soak;

/// <summary>A fault as the soak runs it.</summary>
/// <param name="Name">Its name on the command line and in the report.</param>
/// <param name="MaySilence">
/// Whether parts of its time may stay without a decision at the gate: frames or decisions could not pass in time. All others must be decided.
/// </param>
/// <param name="EndsProcess">Whether the service is a new process afterwards.</param>
/// <param name="RunAsync">Makes the fault and takes it back; the service may still have to recover.</param>
internal sealed record SoakFault(
    string Name, bool MaySilence, bool EndsProcess, Func<SoakBed, Random, CancellationToken, Task> RunAsync);
