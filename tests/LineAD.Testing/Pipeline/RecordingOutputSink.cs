using System.Collections.Concurrent;
using System.Text.Json;
using LineAD.Core.Contracts;

namespace LineAD.Testing.Pipeline;

/// <summary>An output sink that remembers what it got.</summary>
public sealed class RecordingOutputSink : IOutputSink
{
    private readonly ConcurrentQueue<OutputMessage> _messages = new();

    /// <summary>Whether it takes anything.</summary>
    public bool IsFull { get; set; }

    /// <summary>Everything published.</summary>
    public IReadOnlyCollection<OutputMessage> Messages => _messages;

    /// <inheritdoc />
    public bool TryPublish(OutputMessage message)
    {
        if (IsFull)
        {
            return false;
        }

        _messages.Enqueue(message);
        return true;
    }

    /// <summary>Messages of a kind.</summary>
    public IReadOnlyList<OutputMessage> Of(OutputKind kind) => [.. _messages.Where(m => m.Kind == kind)];

    /// <summary>The <c>reason</c> of all messages of a kind.</summary>
    public IReadOnlyList<string> Reasons(OutputKind kind) => [.. Of(kind).Select(Reason)];

    private static string Reason(OutputMessage message)
    {
        using var json = JsonDocument.Parse(message.Payload);
        return json.RootElement.GetProperty("reason").GetString() ?? "";
    }
}
