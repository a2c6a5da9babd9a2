namespace LineAD.Core.Wire;

/// <summary>
/// The levels of a received topic, as slices of it. Names are not checked here: a frame with a forbidden name still is a
/// frame, and a dead letter. Line and station are filled in as far as the topic has them.
/// </summary>
public readonly ref struct FrameTopic
{
    /// <summary>What it is.</summary>
    public TopicKind Kind { get; private init; }

    /// <summary>Line; empty when the topic has none.</summary>
    public ReadOnlySpan<char> Line { get; private init; }

    /// <summary>Station; empty for commands and when the topic has none.</summary>
    public ReadOnlySpan<char> Station { get; private init; }

    /// <summary>Camera of a frame.</summary>
    public ReadOnlySpan<char> Camera { get; private init; }

    /// <summary>Part level of a frame (MQTT 3.1.1 form); empty when <see cref="HasPart"/> is false.</summary>
    public ReadOnlySpan<char> Part { get; private init; }

    /// <summary>Whether there is a part level, be it empty.</summary>
    public bool HasPart { get; private init; }

    /// <summary>All levels after <c>cmd</c>, for instance <c>model/activate</c>.</summary>
    public ReadOnlySpan<char> Command { get; private init; }

    /// <summary>Splits <paramref name="topic"/>. Never throws, allocates nothing.</summary>
    public static FrameTopic Parse(ReadOnlySpan<char> root, ReadOnlySpan<char> topic)
    {
        if (!topic.StartsWith(root) || topic.Length == root.Length || topic[root.Length] != '/')
        {
            return default;
        }

        var rest = topic[root.Length..];
        TakeLevel(ref rest, out var line);

        if (!TakeLevel(ref rest, out var station))
        {
            return new FrameTopic { Line = line };
        }

        if (station is "cmd")
        {
            return rest.IsEmpty ? new FrameTopic { Line = line }
                : new FrameTopic { Kind = TopicKind.Command, Line = line, Command = rest[1..] };
        }

        return ParseStation(rest, line, station);
    }

    private static FrameTopic ParseStation(
        ReadOnlySpan<char> rest, ReadOnlySpan<char> line, ReadOnlySpan<char> station)
    {
        var unknown = new FrameTopic { Line = line, Station = station };
        if (!TakeLevel(ref rest, out var family))
        {
            return unknown;
        }

        if (family is "trigger" && rest.IsEmpty)
        {
            return new FrameTopic { Kind = TopicKind.Trigger, Line = line, Station = station };
        }

        if (family is not "frame" || !TakeLevel(ref rest, out var camera))
        {
            return unknown;
        }

        var hasPart = TakeLevel(ref rest, out var part);
        return !rest.IsEmpty ? unknown : new FrameTopic
        {
            Kind = TopicKind.Frame,
            Line = line,
            Station = station,
            Camera = camera,
            Part = part,
            HasPart = hasPart,
        };
    }

    // 'rest' is empty or starts with the slash before the next level.
    private static bool TakeLevel(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> level)
    {
        level = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        var length = rest[1..].IndexOf('/');
        level = length < 0 ? rest[1..] : rest.Slice(1, length);
        rest = length < 0 ? default : rest[(1 + length)..];
        return true;
    }
}
