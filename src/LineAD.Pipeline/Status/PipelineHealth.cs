namespace LineAD.Pipeline.Status;

/// <summary>Whether the pipeline can do its work, for the host's health endpoints.</summary>
/// <param name="IsStarted">It has read the journal and takes frames.</param>
/// <param name="DeviceAnswers">No device call is overdue, and not all of the last ones failed.</param>
/// <param name="JournalHealthy">The journal can be written.</param>
/// <param name="SinksConnected">Every required sink is connected.</param>
/// <param name="ModelsServing">Every station has a model for each of its views.</param>
public sealed record PipelineHealth(
    bool IsStarted, bool DeviceAnswers, bool JournalHealthy, bool SinksConnected, bool ModelsServing)
{
    /// <summary>Ready to decide by model and to deliver it.</summary>
    public bool IsReady => IsStarted && DeviceAnswers && JournalHealthy && SinksConnected && ModelsServing;

    /// <summary>Worth keeping alive; a broker or model that is away is no reason to be restarted.</summary>
    public bool IsLive => DeviceAnswers;

    /// <summary>What keeps it from being ready, for a person; empty when nothing does.</summary>
    public string Problem
    {
        get
        {
            var problems = new List<string>();
            AddUnless(IsStarted, "not started", problems);
            AddUnless(DeviceAnswers, "the device does not answer, or fails every call", problems);
            AddUnless(JournalHealthy, "the journal cannot be written", problems);
            AddUnless(SinksConnected, "a required decision sink is not connected", problems);
            AddUnless(ModelsServing, "a station has no model", problems);
            return string.Join("; ", problems);
        }
    }

    private static void AddUnless(bool holds, string problem, List<string> problems)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
