namespace LineAD.Core.Wire;

/// <summary>What a station does with its parts.</summary>
public enum StationMode : byte
{
    /// <summary>Decides and publishes.</summary>
    Run = 0,

    /// <summary>Takes no part in the line: no gate decisions, and the state says so.</summary>
    Bypass = 1,

    /// <summary>Being set up: results go to the audit topic, no gate decisions, and the state says so.</summary>
    Commission = 2,
}
