namespace LineAD.Pipeline.Intake;

/// <summary>Payload bytes held, all frames together; what does not fit is shed at once (law 6).</summary>
internal sealed class ByteBudget(long most)
{
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= most)
        {
            return true;
        }

        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _held, -bytes);
}
