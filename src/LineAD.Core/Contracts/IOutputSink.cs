namespace LineAD.Core.Contracts;

/// <summary>Takes the messages of <see cref="OutputKind"/>. Bounded; sheds and counts what does not fit.</summary>
public interface IOutputSink
{
    /// <summary>Queues a message; false when it was shed. Never blocks, never throws.</summary>
    bool TryPublish(OutputMessage message);
}
