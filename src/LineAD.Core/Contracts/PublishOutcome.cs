namespace LineAD.Core.Contracts;

/// <summary>What became of a decision handed to a sink.</summary>
public enum PublishOutcome
{
    /// <summary>The broker acknowledged it.</summary>
    Acknowledged,

    /// <summary>The broker acknowledged it and said that nobody subscribes (MQTT 0x10). Counts as acknowledged, shown in state.</summary>
    Unheard,

    /// <summary>It could not be sent before its cut-off and was not sent.</summary>
    TooLate,

    /// <summary>The broker refused it.</summary>
    Refused,

    /// <summary>It was sent, the connection broke before the acknowledgement, and it may not be sent again.</summary>
    Unknown,
}
