namespace MQTTnet.Wire;

/// <summary>A sent packet that waits for its acknowledgement.</summary>
internal sealed class PendingRequest
{
    private readonly TaskCompletionSource<AckPacket> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingRequest(ushort id, PacketType expected)
    {
        Id = id;
        Expected = expected;
    }

    public ushort Id { get; }

    public PacketType Expected { get; }

    public Task<AckPacket> Answer => _answer.Task;

    public void Complete(AckPacket ack) => _answer.TrySetResult(ack);

    public void Fail(Exception exception) => _answer.TrySetException(exception);
}
