namespace LineAD.Simulation.Brokers;

/// <summary>A broker process could not be started or ended; the message holds its last output.</summary>
public sealed class BrokerException : Exception
{
    public BrokerException(string message)
        : base(message)
    {
    }
}
