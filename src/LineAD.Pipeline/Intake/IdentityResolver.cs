using System.Globalization;
using LineAD.Core.Errors;
using LineAD.Core.Identity;
using LineAD.Core.Intake;
using LineAD.Pipeline.Metrics;
using LineAD.Pipeline.Parts;
using LineAD.Pipeline.Stations;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Intake;

/// <summary>
/// Which inspection a message belongs to (DESIGN.md section 4, Identity). What a message leaves out is taken from the
/// open part that it fits; what contradicts an open part is an error.
/// </summary>
internal sealed class IdentityResolver(PartTable table, PipelineMetrics metrics, ILogger logger)
{
    /// <summary>Resolves a frame. The station's intake gate is held.</summary>
    /// <param name="station">The station.</param>
    /// <param name="part">Part by <c>partid</c> or topic; null for none.</param>
    /// <param name="seq">Sequence; 0 for none.</param>
    /// <param name="simulated">Books: a real part is never joined by a simulated message, nor the other way
    /// round.</param>
    /// <param name="frame">For the name of last resort; null for a trigger, which always names something.</param>
    /// <param name="key">The inspection; undefined when there is none.</param>
    /// <param name="contradicted">The open part that the message contradicts, or null.</param>
    public FrameError Resolve(
        StationRuntime station,
        string? part,
        uint seq,
        bool simulated,
        InboundFrame? frame,
        out InspectionKey key,
        out Part? contradicted)
    {
        (key, contradicted) = (default, null);
        if (part is null && seq == 0)
        {
            return ResolveUnnamed(station, frame, out key);
        }

        var bySeq = seq == 0 ? null : Open(table.FindBySeq(station, seq), simulated);
        var name = part ?? bySeq?.Key.Part ?? Decimal(seq);
        var byName = Open(table.FindByName(station, name), simulated);
        if (byName is not null && seq != 0 && byName.Key.Seq != 0 && byName.Key.Seq != seq)
        {
            contradicted = byName;
            return FrameError.AttributesContradict;
        }

        if (bySeq is not null && bySeq.Key.Part != name)
        {
            if (bySeq.Key.Part != Decimal(seq))
            {
                contradicted = bySeq;
                return FrameError.AttributesContradict;
            }

            // Opened by a message that knew the sequence only.
            key = bySeq.Key;
            return FrameError.None;
        }

        key = byName?.Key ?? new InspectionKey(station.Key, name, seq);
        return FrameError.None;
    }

    /// <summary>A part that is decided no longer takes part: the same name again is the next inspection.</summary>
    private static Part? Open(Part? part, bool simulated) =>
        part is not null && !part.IsClaimed && part.Simulated == simulated ? part : null;

    private static string Decimal(uint seq) => seq.ToString(CultureInfo.InvariantCulture);

    private FrameError ResolveUnnamed(StationRuntime station, InboundFrame? frame, out InspectionKey key)
    {
        if (frame is null || station.Cameras.Length != 1)
        {
            key = default;
            return FrameError.PartMissing;
        }

        metrics.Unnamed(station.Tags);
        if (station.TryWarnUnnamed())
        {
            PipelineLog.PartUnnamed(logger, station.Key.Line, station.Key.Station);
        }

        key = new InspectionKey(station.Key, FallbackPart.Of(frame), 0);
        return FrameError.None;
    }
}
