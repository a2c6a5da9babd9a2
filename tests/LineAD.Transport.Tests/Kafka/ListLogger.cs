using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LineAD.Transport.Tests.Kafka;

/// <summary>Keeps every line that is logged.</summary>
internal sealed class ListLogger : ILoggerFactory, ILogger
{
    private readonly long _began = TimeProvider.System.GetTimestamp();

    /// <summary>Seconds since it was made, and the text.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => Lines.Enqueue(
        $"{TimeProvider.System.GetElapsedTime(_began).TotalSeconds:F3} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
