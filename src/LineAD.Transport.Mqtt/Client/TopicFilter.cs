namespace LineAD.Transport.Mqtt.Client;

/// <summary>Matching of topics against filters with <c>+</c> and <c>#</c> (MQTT 5, section 4.7).</summary>
public static class TopicFilter
{
    /// <summary>Whether <paramref name="topic"/> is matched by <paramref name="filter"/>.</summary>
    public static bool Matches(ReadOnlySpan<char> filter, ReadOnlySpan<char> topic)
    {
        while (true)
        {
            var level = Level(ref filter, out var moreFilter);
            if (level is "#")
            {
                return true;
            }

            var name = Level(ref topic, out var moreTopic);
            if (level is not "+" && !level.SequenceEqual(name))
            {
                return false;
            }

            if (!moreFilter || !moreTopic)
            {
                // "a/#" matches "a" as well.
                return moreFilter == moreTopic || (moreFilter && filter is "#");
            }
        }
    }

    private static ReadOnlySpan<char> Level(ref ReadOnlySpan<char> rest, out bool more)
    {
        var slash = rest.IndexOf('/');
        more = slash >= 0;
        var level = more ? rest[..slash] : rest;
        rest = more ? rest[(slash + 1)..] : default;
        return level;
    }
}
