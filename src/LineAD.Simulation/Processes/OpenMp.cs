using System.Diagnostics;

namespace LineAD.Simulation.Processes;

/// <summary>How the scorer's worker threads wait for each other.</summary>
public static class OpenMp
{
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    /// <summary>
    /// Lets a child's OpenMP threads sleep instead of spin. Spinning threads hold the cores that decoders, brokers and other
    /// processes need: on a shared machine a call then takes many times as long. The library reads it when it is loaded, so it
    /// must be in the environment before the start. A value that the user set stays.
    /// </summary>
    public static void WaitPassively(ProcessStartInfo start) => start.Environment.TryAdd(WaitPolicy, "passive");
}
