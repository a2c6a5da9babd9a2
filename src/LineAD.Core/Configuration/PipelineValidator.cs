namespace LineAD.Core.Configuration;

/// <summary>Rules of the <c>pipeline</c> section.</summary>
internal static class PipelineValidator
{
    private const long Mebibyte = 1024 * 1024;
    private const long Tebibyte = Mebibyte * Mebibyte;

    public static void Check(LineAdOptions options, ErrorCollector errors)
    {
        var pipeline = options.Pipeline;
        errors.Range("$.pipeline.decodeWorkers", pipeline.DecodeWorkers, 0, 256, "workers");
        errors.Range("$.pipeline.maskWorkers", pipeline.MaskWorkers, 1, 256, "workers");
        errors.Range("$.pipeline.decodeQueue", pipeline.DecodeQueue, 1, 65_536, "frames");
        errors.Range("$.pipeline.batchQueue", pipeline.BatchQueue, 1, 65_536, "frames");
        errors.Range("$.pipeline.maskQueue", pipeline.MaskQueue, 1, 65_536, "maps");
        errors.Range("$.pipeline.maxOpenParts", pipeline.MaxOpenParts, 1, 1_000_000, "parts");
        errors.Range("$.pipeline.poolBytes", pipeline.PoolBytes, 16 * Mebibyte, Tebibyte, "bytes");
        errors.Range("$.pipeline.payloadBytes", pipeline.PayloadBytes, 16 * Mebibyte, Tebibyte, "bytes");
        errors.Range("$.pipeline.maxBatch", pipeline.MaxBatch, 1, 256, "frames");
        errors.Range("$.pipeline.policyLeadMs", pipeline.PolicyLeadMs, 0, 10_000, "ms");
        errors.Range("$.pipeline.publishReserveMs", pipeline.PublishReserveMs, 0, 10_000, "ms");
        errors.Range("$.pipeline.dedupWindowSeconds", pipeline.DedupWindowSeconds, 1, 86_400, "seconds");
        errors.Range("$.pipeline.dedupMaxParts", pipeline.DedupMaxParts, 1, 10_000_000, "parts");
        errors.Range("$.pipeline.deviceHangMs", pipeline.DeviceHangMs, 100, 600_000, "ms");
        errors.Range("$.pipeline.drainTimeoutMs", pipeline.DrainTimeoutMs, 0, 600_000, "ms");
        CheckTogether(options, pipeline, errors);
    }

    private static void CheckTogether(LineAdOptions options, PipelineOptions pipeline, ErrorCollector errors)
    {
        errors.Require(
            pipeline.DedupMaxParts >= pipeline.MaxOpenParts,
            "$.pipeline.dedupMaxParts",
            $"{pipeline.DedupMaxParts} is less than maxOpenParts ({pipeline.MaxOpenParts}): an open part could be forgotten.",
            $"Raise it to {pipeline.MaxOpenParts} or more.");
        var longestMs = options.Stations.Select(s => s.MaxDeadlineMs).DefaultIfEmpty(0).Max();
        errors.Require(
            pipeline.DrainTimeoutMs >= longestMs,
            "$.pipeline.drainTimeoutMs",
            $"{pipeline.DrainTimeoutMs} ms is less than the longest maxDeadlineMs ({longestMs}): "
            + "on stop, parts would be left undecided.",
            $"Raise it to {longestMs} or more.");
        errors.Require(
            pipeline.DedupWindowSeconds * 1000L >= longestMs,
            "$.pipeline.dedupWindowSeconds",
            $"{pipeline.DedupWindowSeconds} s is less than the longest maxDeadlineMs ({longestMs}): "
            + "a redelivered part could be decided twice.",
            $"Raise it to {(longestMs / 1000) + 1} or more.");
    }
}
