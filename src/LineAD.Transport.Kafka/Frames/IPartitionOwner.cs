namespace LineAD.Transport.Kafka.Frames;

/// <summary>
/// Who writes decisions and offsets in transactions, and so must know when partitions come and go. Called on the poll thread.
/// </summary>
internal interface IPartitionOwner
{
    /// <summary>Partitions were taken; they are not on the board yet, and no frame of them was handed in.</summary>
    void OnTaken(IReadOnlyList<int> partitions);

    /// <summary>Partitions are to be given back, what was open has ended: their offsets are written now.</summary>
    void OnLeaving(IReadOnlyList<OffsetTracker> partitions);

    /// <summary>Partitions have just been struck off the board: what is on its way for them must have ended on return.</summary>
    void OnGone();

    /// <summary>Whether the decision was written already, by an earlier owner of its partition or an earlier run.</summary>
    bool IsWritten(ulong decisionId);
}
