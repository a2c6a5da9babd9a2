namespace LineAD.Core.Wire;

/// <summary>Commands of a line: the levels after <c>{root}/{line}/cmd/</c>.</summary>
public static class CommandNames
{
    /// <summary>Serve another version of a model.</summary>
    public const string ModelActivate = "model/activate";

    /// <summary>Serve the version that served before.</summary>
    public const string ModelRollback = "model/rollback";

    /// <summary>
    /// Score with another version beside the serving one, without effect on decisions; version 0 ends it.
    /// </summary>
    public const string ModelShadow = "model/shadow";

    /// <summary>Change a station's category.</summary>
    public const string StationCategory = "station/category";

    /// <summary>Change a station's mode.</summary>
    public const string StationMode = "station/mode";
}
