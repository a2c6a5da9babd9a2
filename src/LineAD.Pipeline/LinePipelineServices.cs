using System.Diagnostics.Metrics;
using LineAD.Core.Configuration;
using LineAD.Core.Contracts;
using LineAD.Core.Identity;
using LineAD.Core.Journal;
using LineAD.Core.Scoring;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline;

/// <summary>What a <see cref="LinePipeline"/> is composed of. It owns none of it.</summary>
public sealed class LinePipelineServices
{
    /// <summary>Validated options.</summary>
    public required LineAdOptions Options { get; init; }

    /// <summary>The models that serve.</summary>
    public required IModelRegistry Models { get; init; }

    /// <summary>Decoder of frames.</summary>
    public required IFrameDecoder Decoder { get; init; }

    /// <summary>Draws masks.</summary>
    public required IMaskExtractor Masks { get; init; }

    /// <summary>Decisions and books.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>The decision sinks of each station.</summary>
    public required IReadOnlyDictionary<StationKey, IReadOnlyList<IDecisionSink>> Sinks { get; init; }

    /// <summary>Where masks, audit records and dead letters go.</summary>
    public required IOutputSink Outputs { get; init; }

    /// <summary>Time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the meter; null for one of the pipeline's own.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>Logs.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }
}
