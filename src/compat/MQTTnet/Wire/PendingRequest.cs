namespace MQTTnet.Wire;

/// <summary>A sent packet that waits for its acknowledgement.</summary>
internal abstract class PendingRequest
{
    protected PendingRequest(PacketType expected) => Expected = expected;

    /// <summary>Given when it is added to the connection's requests.</summary>
    public ushort Id { get; set; }

    public PacketType Expected { get; }

    public abstract void Complete(AckPacket ack);

    public abstract void Fail(Exception exception);
}

/// <summary>Its answer as the caller of the client wants it: nothing is awaited in between.</summary>
internal sealed class PendingRequest<T> : PendingRequest
{
    private readonly TaskCompletionSource<T> _answer;
    private readonly Func<AckPacket, T> _read;

    public PendingRequest(PacketType expected, Func<AckPacket, T> read)
        : base(expected)
    {
        // MQTTnet goes on with a publisher on the thread pool. Here it goes on where the answer was read: a starved pool does not hold
        // it up, and a wake-up for each message is saved. What may block must leave that thread by itself.
        var inPlace = expected == PacketType.PubAck;
        _answer = new(inPlace ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        _read = read;
    }

    public Task<T> Answer => _answer.Task;

    public override void Complete(AckPacket ack) => _answer.TrySetResult(_read(ack));

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
