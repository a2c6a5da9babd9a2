using System.Globalization;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Core.Wire;

namespace LineAD.Pipeline.Intake;

/// <summary>A frame's attributes after validation.</summary>
/// <param name="Part">Part by <c>partid</c> or topic; null when neither names one.</param>
/// <param name="Seq">Sequence; 0 for none.</param>
/// <param name="Category">Category named by the frame, or null.</param>
/// <param name="DeadlineMs">Deadline named by the frame, or null.</param>
/// <param name="TimeMs">Capture time, milliseconds of UTC; NaN when there is none that can be read.</param>
internal readonly record struct FrameFields(string? Part, uint Seq, string? Category, int? DeadlineMs, double TimeMs)
{
    /// <summary>
    /// Reads the attributes. On an error the fields hold what could be read, so that the part, if readable, can end by
    /// its fault policy.
    /// </summary>
    public static FrameError Read(InboundFrame frame, int maxDeadlineMs, out FrameFields fields)
    {
        var a = frame.Attributes;
        var error = ReadPart(frame, out var part);
        var seq = 0u;
        var deadline = default(int?);
        var category = a.Category;
        if (a.Sequence is not null && !TryReadUInt(a.Sequence, out seq))
        {
            error = First(error, FrameError.AttributeInvalid);
        }

        if (category is not null && !Names.IsCategory(category))
        {
            error = First(error, FrameError.AttributeInvalid);
            category = null;
        }

        if (a.DeadlineMs is not null)
        {
            var readable = TryReadUInt(a.DeadlineMs, out var ms) && ms >= 1 && ms <= (uint)maxDeadlineMs;
            deadline = readable ? (int)ms : null;
            error = readable ? error : First(error, FrameError.AttributeInvalid);
        }

        if (a.Type is not null and not CloudEventNames.FrameType
            || a.Simulated is not null and not "true" and not "false")
        {
            error = First(error, FrameError.AttributeInvalid);
        }

        error = a.Contradiction is null ? error : First(error, FrameError.AttributesContradict);
        fields = new FrameFields(part, seq, category, deadline, ReadTime(a.Time));
        return error;
    }

    private static FrameError ReadPart(InboundFrame frame, out string? part)
    {
        var (named, topic) = (frame.Attributes.PartId, frame.TopicPart);
        part = named is not null && Names.IsPart(named) ? named : null;
        var topicPart = topic is not null && Names.IsPart(topic) ? topic : null;
        var isReadable = (named is null || part is not null) && (topic is null || topicPart is not null);
        part ??= topicPart;
        if (!isReadable)
        {
            return FrameError.PartInvalid;
        }

        return topicPart is null || topicPart == part ? FrameError.None : FrameError.AttributesContradict;
    }

    private static double ReadTime(string? time) =>
        time is not null
        && time.Length is >= 20 and <= 40
        && time[10] is 'T' or 't'
        && (time[^1] is 'Z' or 'z' || time[^6] is '+' or '-')
        && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var utc)
            ? utc.UtcTicks / (double)TimeSpan.TicksPerMillisecond
            : double.NaN;

    private static bool TryReadUInt(string text, out uint value) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static FrameError First(FrameError first, FrameError second) => first == FrameError.None ? second : first;
}
