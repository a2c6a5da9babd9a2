namespace MQTTnet.Wire;

/// <summary>A sent packet that waits for its acknowledgement.</summary>
internal abstract class PendingRequest(PacketType expected)
{
    /// <summary>Given when it is added to the connection's requests.</summary>
    public ushort Id { get; set; }

    public PacketType Expected { get; } = expected;

    public abstract void Complete(AckPacket ack);

    public abstract void Fail(Exception exception);
}

/// <summary>Its answer as the caller of the client wants it: nothing is awaited in between.</summary>
internal sealed class PendingRequest<T>(PacketType expected, Func<AckPacket, T> read) : PendingRequest(expected)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    public override void Complete(AckPacket ack) => _answer.TrySetResult(read(ack));

    public override void Fail(Exception exception) => _answer.TrySetException(exception);
}
