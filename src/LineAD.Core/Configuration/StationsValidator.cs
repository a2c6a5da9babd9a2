using LineAD.Core.Identity;

namespace LineAD.Core.Configuration;

/// <summary>Rules of the <c>stations</c> section, each station alone and all against each other.</summary>
internal static class StationsValidator
{
    private const int MaxStations = 256;
    private const int MaxCameras = 16;
    private const int MaxMqttPayload = 268_435_455;

    public static void Check(LineAdOptions options, ErrorCollector errors)
    {
        errors.Require(
            options.Stations.Count is >= 1 and <= MaxStations,
            "$.stations",
            $"There are {options.Stations.Count} stations.",
            $"Write 1 to {MaxStations} stations for one process.");
        for (var i = 0; i < options.Stations.Count; i++)
        {
            var path = $"$.stations[{i}]";
            var station = options.Stations[i];
            CheckNames(station, path, errors);
            CheckTimes(station, PolicyLead.Milliseconds(options) + options.Pipeline.PublishReserveMs, path, errors);
            CheckPolicies(station, path, errors);
            CheckCameras(station.Cameras, path, errors);
            errors.Range($"{path}.maxFrameBytes", station.MaxFrameBytes, 1024, MaxMqttPayload, "bytes");
            CheckAgainstEarlier(options.Stations, i, path, errors);
        }

        CheckWindow(options, errors);
    }

    private static void CheckNames(StationOptions station, string path, ErrorCollector errors)
    {
        errors.Name($"{path}.line", station.Line, "line");
        errors.Name($"{path}.station", station.Station, "station");
        errors.Range($"{path}.stationId", station.StationId, 1, 65_535);
        errors.Require(
            Names.IsCategory(station.Category),
            $"{path}.category",
            $"'{station.Category}' cannot be a category.",
            "Write 1 to 16 of a-z, 0-9, _ and -: the category of parts that name none.");
    }

    private static void CheckTimes(StationOptions station, double leadMs, string path, ErrorCollector errors)
    {
        errors.Range($"{path}.maxDeadlineMs", station.MaxDeadlineMs, 1, 99_999, "ms");
        errors.Range($"{path}.deadlineMs", station.DeadlineMs, 1, 99_999, "ms");
        errors.Range($"{path}.deliveryReserveMs", station.DeliveryReserveMs, 0, 60_000, "ms");
        errors.Require(
            station.DeadlineMs <= station.MaxDeadlineMs,
            $"{path}.deadlineMs",
            $"{station.DeadlineMs} ms is more than maxDeadlineMs ({station.MaxDeadlineMs}).",
            "Lower deadlineMs or raise maxDeadlineMs.");
        var cutOffMs = station.DeadlineMs - station.DeliveryReserveMs;
        errors.Require(
            cutOffMs > leadMs,
            $"{path}.deadlineMs",
            $"{station.DeadlineMs} ms less deliveryReserveMs ({station.DeliveryReserveMs}) leaves {cutOffMs} ms to the cut-off, "
            + $"not more than policyLeadMs + publishReserveMs, and transactionMaxMs with exactlyOnce ({leadMs}): nothing could ever be scored in time.",
            "Raise deadlineMs, or lower deliveryReserveMs.");
    }

    private static void CheckPolicies(StationOptions station, string path, ErrorCollector errors)
    {
        errors.OneOf($"{path}.latePolicy", station.LatePolicy, "reject", "pass", "review");
        errors.OneOf($"{path}.faultPolicy", station.FaultPolicy, "reject", "pass", "review");
        errors.OneOf($"{path}.reviewAtGate", station.ReviewAtGate, "reject", "pass");
        errors.OneOf($"{path}.mode", station.Mode, "run", "bypass", "commission");
        errors.Require(
            station.ReviewFrom is > 0 and <= 1,
            $"{path}.reviewFrom",
            $"{station.ReviewFrom} is not a score from which a part is reviewed.",
            "Write more than 0 and at most 1.0 (no reviews).");
        CheckEscape(station, "latePolicy", station.LatePolicy, path, errors);
        CheckEscape(station, "faultPolicy", station.FaultPolicy, path, errors);
    }

    // Law 3: what lets a part pass without evidence must be wanted.
    private static void CheckEscape(
        StationOptions station, string option, string policy, string path, ErrorCollector errors)
    {
        var passes = policy == "pass" || (policy == "review" && station.ReviewAtGate == "pass");
        errors.Require(
            !passes || station.AcceptEscapes,
            $"{path}.{option}",
            policy == "pass"
                ? "'pass' lets parts through that nothing has judged."
                : "'review' with reviewAtGate 'pass' lets parts through that nothing has judged.",
            "Write reject, or set acceptEscapes to true if bad parts may pass the gate.");
    }

    private static void CheckCameras(List<CameraOptions> cameras, string path, ErrorCollector errors)
    {
        errors.Require(
            cameras.Count is >= 1 and <= MaxCameras,
            $"{path}.cameras",
            $"There are {cameras.Count} cameras.",
            $"Write 1 to {MaxCameras}: every part must have a view from each.");
        for (var i = 0; i < cameras.Count; i++)
        {
            var camera = cameras[i];
            errors.Name($"{path}.cameras[{i}].name", camera.Name, "camera");
            errors.Name($"{path}.cameras[{i}].view", camera.View, "view");
            errors.Range($"{path}.cameras[{i}].maxFramesPerSecond", camera.MaxFramesPerSecond, 0.001, 10_000, "a second");
            errors.Require(
                cameras.FindIndex(c => c.Name == camera.Name) == i,
                $"{path}.cameras[{i}].name",
                $"'{camera.Name}' is there twice.",
                "Give each camera of the station a name of its own.");
        }
    }

    private static void CheckAgainstEarlier(
        List<StationOptions> stations, int index, string path, ErrorCollector errors)
    {
        var station = stations[index];
        errors.Require(
            stations.FindIndex(s => s.StationId == station.StationId) == index,
            $"{path}.stationId",
            $"{station.StationId} is another station's already.",
            "Give each station a number of its own: PLCs tell stations apart by it.");
        errors.Require(
            stations.FindIndex(s => s.Key == station.Key) == index,
            $"{path}.station",
            $"The line '{station.Line}' has a station '{station.Station}' already.",
            "Give each station of a line a name of its own.");

        // The client id linead-{line}-{station} fences a second owner, so two stations must not share one.
        var clientId = $"{station.Line}-{station.Station}";
        var first = stations.FindIndex(s => $"{s.Line}-{s.Station}" == clientId);
        errors.Require(
            first == index || stations[first].Key == station.Key,
            $"{path}.station",
            $"'{station.Line}' and '{station.Station}' make the same MQTT client id as $.stations[{first}].",
            "Rename one of them: the two would disconnect each other.");
    }

    private static void CheckWindow(LineAdOptions options, ErrorCollector errors)
    {
        var window = FrameWindow.Of(options.Stations);
        errors.Require(
            window.Frames <= FrameWindow.MaxReceiveMaximum,
            "$.stations",
            $"The cameras may have {window.Frames} frames unacknowledged (frame rate × longest deadline and reserve); "
            + $"MQTT allows {FrameWindow.MaxReceiveMaximum}.",
            "Lower maxFramesPerSecond or maxDeadlineMs, or spread the stations over several processes.");
        errors.Require(
            window.Bytes <= options.Pipeline.PayloadBytes,
            "$.pipeline.payloadBytes",
            $"{options.Pipeline.PayloadBytes} bytes cannot hold the {window.Frames} frames that may be unacknowledged, "
            + $"up to {window.Bytes} bytes together.",
            $"Raise it to {window.Bytes}, or lower maxFrameBytes, maxDeadlineMs or maxFramesPerSecond of the stations.");
    }
}
