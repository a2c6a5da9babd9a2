namespace LineAD.Transport.Kafka.Decisions;

/// <summary>How a transaction ended.</summary>
internal enum TransactionEnd
{
    /// <summary>All of it is there.</summary>
    Committed,

    /// <summary>Nothing of it is there, nor will be.</summary>
    Aborted,

    /// <summary>The commit was asked for and the answer is not known.</summary>
    Unclear,
}
