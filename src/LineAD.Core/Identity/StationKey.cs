namespace LineAD.Core.Identity;

/// <summary>A station of a line: the unit that has a gate, a clock of parts and a decision connection.</summary>
/// <param name="Line">Line name, see <see cref="Names.IsName"/>.</param>
/// <param name="Station">Station name, see <see cref="Names.IsName"/>.</param>
public readonly record struct StationKey(string Line, string Station)
{
    /// <summary>The form used as Kafka key and in logs: <c>line/station</c>.</summary>
    public override string ToString() => $"{Line}/{Station}";
}
