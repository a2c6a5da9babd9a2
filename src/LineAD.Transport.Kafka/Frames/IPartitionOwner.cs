namespace LineAD.Transport.Kafka.Frames;

/// <summary>Who must know when partitions come and go, beside the frame source. Called on the poll thread.</summary>
internal interface IPartitionOwner
{
    /// <summary>Partitions were taken and no frame of them was handed in yet.</summary>
    void OnTaken(IReadOnlyList<int> partitions);

    /// <summary>Partitions have just been struck off the board: what is on its way for them must have ended on return.</summary>
    void OnGone();

    /// <summary>Whether the decision was written already, by an earlier owner of its partition or an earlier run.</summary>
    bool IsWritten(ulong decisionId);
}
