namespace LineAD.Pipeline.Stations;

/// <summary>The last frame of a camera. Guarded by the station's intake gate.</summary>
internal sealed class CameraMemory
{
    /// <summary>A jump longer than this is a counter that was set anew, not a gap.</summary>
    private const uint LongestGap = 10_000;

    private uint _lastSeq;
    private ulong _lastHash;
    private ulong _lastInspection;
    private bool _hasHash;

    /// <summary>
    /// Notes a sequence number; returns how many were skipped. The counter wraps past 0, which means none.
    /// </summary>
    public uint NoteSequence(uint seq)
    {
        if (seq == 0)
        {
            return 0;
        }

        var last = _lastSeq;
        var ahead = seq - last;
        if (last != 0 && ahead > int.MaxValue)
        {
            // Older than the last one: a redelivery or a straggler, which does not move the counter back.
            return ResetWhenFarBehind(seq, last);
        }

        _lastSeq = seq;
        if (last == 0 || ahead <= 1)
        {
            return 0;
        }

        var skipped = ahead - 1 - (seq < last ? 1u : 0u);
        return skipped > LongestGap ? 0 : skipped;
    }

    /// <summary>
    /// Notes the image of an inspection; true when it is byte for byte the previous one, under another inspection.
    /// </summary>
    public bool NoteImage(ulong hash, ulong inspection)
    {
        if (_hasHash && hash == _lastHash)
        {
            return inspection != _lastInspection;
        }

        (_hasHash, _lastHash, _lastInspection) = (true, hash, inspection);
        return false;
    }

    private uint ResetWhenFarBehind(uint seq, uint last)
    {
        if (last - seq > LongestGap)
        {
            _lastSeq = seq;
        }

        return 0;
    }
}
