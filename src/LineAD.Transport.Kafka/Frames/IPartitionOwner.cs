namespace LineAD.Transport.Kafka.Frames;

/// <summary>Who must know when partitions come and go, beside the frame source. Called on the poll thread.</summary>
internal interface IPartitionOwner
{
    /// <summary>The partition was taken and no frame of it was handed in yet.</summary>
    void OnTaken(int partition);

    /// <summary>
    /// The partition is about to go, and its open frames have ended or run out of time: whatever is to be published or
    /// committed for it must be done when this returns.
    /// </summary>
    void OnGiving(IReadOnlyList<OffsetTracker> partitions);
}
