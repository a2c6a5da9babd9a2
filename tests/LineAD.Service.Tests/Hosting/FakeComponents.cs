using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Journal;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Service.Hosting;
using LineAD.Testing.Pipeline;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Tests.Hosting;

/// <summary>A host without device, disk and broker.</summary>
internal sealed class FakeComponents : IHostComponents
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ConcurrentQueue<string> Steps { get; } = new();

    public FakeRegistry Registry { get; } = new();

    public FakeGroup? Group { get; private set; }

    public FakeTransport? Transport { get; private set; }

    /// <summary>Held back until set, as by a long load.</summary>
    public TaskCompletionSource ModelsMayLoad { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ModelBundleException? ModelFailure { get; init; }

    public bool HasModel { get; init; } = true;

    public bool SinksConnected { get; init; } = true;

    /// <summary>A journal in the place of the one in memory.</summary>
    public Func<LineAdOptions, ILoggerFactory, IJournal>? Journal { get; init; }

    /// <summary>Transports in the place of the one in memory.</summary>
    public Func<LineAdOptions, IMeterFactory, ILoggerFactory, IReadOnlyList<ILineTransport>>? Transports { get; init; }

    public IJournal OpenJournal(LineAdOptions options, ILoggerFactory logs)
    {
        if (Path.GetFileName(options.DataDirectory) == Rehearsal.Category)
        {
            Steps.Enqueue("rehearsal");
            return new InMemoryJournal();
        }

        Steps.Enqueue("journal");
        return new RecordedJournal(Journal?.Invoke(options, logs) ?? new InMemoryJournal(), Steps);
    }

    public IFrameDecoder CreateDecoder(BufferPool pool) => new RawAsText(new FakeDecoder(pool));

    public IMaskExtractor CreateMasks() => new FakeMaskExtractor();

    public async Task<IModelRegistry> LoadModelsAsync(
        LineAdOptions options, IFrameDecoder decoder, BufferPool pool, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        await ModelsMayLoad.Task.WaitAsync(cancellationToken);
        Steps.Enqueue("models");
        if (ModelFailure is not null)
        {
            throw ModelFailure;
        }

        Group = new FakeGroup("fake", pool);
        if (HasModel)
        {
            Registry.Set("nut", "main", 3, Group);
        }

        return Registry;
    }

    public IReadOnlyList<ILineTransport> CreateTransports(
        LineAdOptions options, IMeterFactory meters, ILoggerFactory logs)
    {
        if (Transports is not null)
        {
            return Transports(options, meters, logs);
        }

        Transport = new FakeTransport([.. options.Stations.Select(s => s.Key)], Steps)
        {
            SinksConnected = SinksConnected,
            RequireAtStart = options.Mqtt is { RequireAtStart: true },
        };
        return [Transport];
    }

    public void KillProcess() => Steps.Enqueue("killed");

    // The rehearsal sends pictures, which the fake decoder, whose payloads are text, would take for bad ones.
    private sealed class RawAsText(FakeDecoder inner) : IFrameDecoder
    {
        public FrameError Decode(
            ReadOnlySpan<byte> payload, string? contentType, InputSpec spec, out DecodedImage? image, out bool poolEmpty) =>
            inner.Decode(contentType is null or "text/plain" ? payload : "0.5 raw"u8, null, spec, out image, out poolEmpty);
    }

    private sealed class RecordedJournal(IJournal inner, ConcurrentQueue<string> steps) : IJournal
    {
        public bool IsHealthy => inner.IsHealthy;

        public long RefusedEntries => inner.RefusedEntries;

        public JournalRecovery Recover()
        {
            steps.Enqueue("recovery");
            return inner.Recover();
        }

        public bool TryAppend(JournalEntry entry) => inner.TryAppend(entry);

        public void Hurry() => inner.Hurry();

        public IReadOnlyList<StationBooks> ReadBooks() => inner.ReadBooks();

        public ValueTask DisposeAsync()
        {
            steps.Enqueue("journal closed");
            return inner.DisposeAsync();
        }
    }
}
