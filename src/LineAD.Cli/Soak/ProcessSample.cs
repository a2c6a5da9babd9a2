namespace LineAD.Cli.Soak;

/// <summary>What a process used at a moment.</summary>
/// <param name="ProcessId">Which process.</param>
/// <param name="Seconds">Since it was first looked at.</param>
/// <param name="ResidentBytes">Resident memory.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open file descriptors.</param>
internal readonly record struct ProcessSample(int ProcessId, double Seconds, long ResidentBytes, int Threads, int Handles);
