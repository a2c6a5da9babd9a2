namespace LineAD.Core.Configuration;

/// <summary>How long before its cut-off a part's policy decision is made.</summary>
public static class PolicyLead
{
    /// <summary>
    /// <c>policyLeadMs</c>, and with transactions <c>transactionMaxMs</c> more: a decision waits for the transaction before its own,
    /// and must be handed over by its cut-off all the same.
    /// </summary>
    /// <returns>Milliseconds.</returns>
    public static double Milliseconds(LineAdOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Pipeline.PolicyLeadMs
            + (options.Kafka is { Publish: true, ExactlyOnce: true } kafka ? kafka.TransactionMaxMs : 0);
    }
}
