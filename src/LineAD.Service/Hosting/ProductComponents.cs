using System.Diagnostics;
using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Journal;
using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Imaging.Decoding;
using LineAD.Imaging.Masks;
using LineAD.Models.Serving;
using LineAD.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Hosting;

/// <summary>The real parts: SQLite, OpenCV, libtorch, MQTT, Kafka.</summary>
/// <param name="time">The clock of all of them.</param>
/// <param name="beforeJournalTransaction">See <see cref="JournalOptions.BeforeTransaction"/>.</param>
internal sealed class ProductComponents(TimeProvider time, Action? beforeJournalTransaction = null) : IHostComponents
{
    private const string JournalFile = "journal.db";

    /// <inheritdoc />
    public TimeProvider Time => time;

    /// <inheritdoc />
    public IJournal OpenJournal(LineAdOptions options, ILoggerFactory logs)
    {
        try
        {
            Directory.CreateDirectory(options.DataDirectory);
            return new SqliteJournal(
                new JournalOptions
                {
                    Path = Path.Combine(options.DataDirectory, JournalFile),
                    DedupWindow = TimeSpan.FromSeconds(options.Pipeline.DedupWindowSeconds),
                    DedupMaxParts = options.Pipeline.DedupMaxParts,
                    BeforeTransaction = beforeJournalTransaction,
                },
                time,
                logs.CreateLogger<SqliteJournal>());
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new LineAdConfigurationException(
            [
                new ConfigurationError(
                    "$.dataDirectory",
                    $"The journal cannot be opened in '{options.DataDirectory}': {e.Message}",
                    "Name a folder that this process can write."),
            ]);
        }
    }

    /// <inheritdoc />
    public IFrameDecoder CreateDecoder(BufferPool pool) => new ImageDecoder(pool);

    /// <inheritdoc />
    public IMaskExtractor CreateMasks() => new MaskExtractor();

    /// <inheritdoc />
    public async Task<IModelRegistry> LoadModelsAsync(
        LineAdOptions options, IFrameDecoder decoder, BufferPool pool, ILoggerFactory logs, CancellationToken cancellationToken)
    {
        var registry = new ModelRegistry(
            options.Models,
            options.Pipeline.MaxBatch,
            decoder,
            pool,
            time,
            logs.CreateLogger<ModelRegistry>());
        var wanted = options.Stations.SelectMany(s => s.Cameras.Select(c => (s.Category, c.View))).ToHashSet();
        foreach (var (category, view) in registry.Store.Installed())
        {
            await LoadAsync(registry, category, view, wanted.Contains((category, view)), logs, cancellationToken);
        }

        return registry;
    }

    /// <inheritdoc />
    public IReadOnlyList<ILineTransport> CreateTransports(
        LineAdOptions options, IMeterFactory meters, ILoggerFactory logs)
    {
        var transports = new List<ILineTransport>();
        if (options.Mqtt is not null)
        {
            transports.Add(new MqttLineTransport(options, meters, time, logs));
        }

        if (options.Kafka is { } kafka && (kafka.ReceiveFrames || kafka.Publish))
        {
            transports.Add(new KafkaLineTransport(options, meters, time, logs));
        }

        return transports;
    }

    /// <inheritdoc />
    public void KillProcess()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    // A part may name any installed category, but only the ones that stations name by default may keep the service from
    // starting.
    private static async Task LoadAsync(
        ModelRegistry registry,
        string category,
        string view,
        bool isWanted,
        ILoggerFactory logs,
        CancellationToken cancellationToken)
    {
        try
        {
            if (registry.Store.ReadActive(category, view) is not null)
            {
                await registry.LoadActiveAsync(category, view, cancellationToken);
            }
        }
        catch (ModelBundleException e) when (!isWanted)
        {
            ServiceLog.OtherModelUnusable(logs.CreateLogger("LineAD.Service"), category, view, e.Message);
        }
    }
}
