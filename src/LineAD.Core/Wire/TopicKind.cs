namespace LineAD.Core.Wire;

/// <summary>What a received topic is.</summary>
public enum TopicKind
{
    /// <summary>None of those below, or of another root.</summary>
    Unknown = 0,

    /// <summary><c>{root}/{line}/{station}/frame/{camera}[/{part}]</c>.</summary>
    Frame,

    /// <summary><c>{root}/{line}/{station}/trigger</c>.</summary>
    Trigger,

    /// <summary><c>{root}/{line}/cmd/{command}</c>.</summary>
    Command,
}
