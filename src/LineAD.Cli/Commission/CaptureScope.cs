using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;

namespace LineAD.Cli.Commission;

/// <summary>What of a station is captured, as far as the service's configuration tells.</summary>
/// <param name="Station">The station.</param>
/// <param name="Cameras">Cameras wanted; null for any.</param>
/// <param name="MaxFrameBytes">Largest frame, bytes: what the service takes.</param>
/// <param name="Notes">What looks odd and need not be wrong.</param>
internal sealed record CaptureScope(StationKey Station, IReadOnlyList<string>? Cameras, int MaxFrameBytes, IReadOnlyList<string> Notes)
{
    /// <summary>Finds it.</summary>
    /// <param name="service">The service's configuration, or null.</param>
    /// <param name="station">The station.</param>
    /// <param name="camera">The camera named, or null: with a configuration those of the view, else any.</param>
    /// <param name="view">View of the model.</param>
    /// <exception cref="LineAdConfigurationException">The station has no camera of the view.</exception>
    public static CaptureScope Of(LineAdOptions? service, StationKey station, string? camera, string view)
    {
        IReadOnlyList<string>? named = camera is null ? null : [camera];
        if (service?.Stations.FirstOrDefault(s => s.Key == station) is not { } known)
        {
            IReadOnlyList<string> notes = service is null
                ? []
                : [$"note: the configuration has no station {station}, only {string.Join(", ", service.Stations.Select(s => s.Key))}."];
            return new CaptureScope(station, named, new StationOptions().MaxFrameBytes, notes);
        }

        return new CaptureScope(station, named ?? OfView(known, view), known.MaxFrameBytes, camera is null ? [] : Doubts(known, camera, view));
    }

    private static List<string> OfView(StationOptions station, string view)
    {
        var cameras = station.Cameras.Where(c => c.View == view).Select(c => c.Name).ToList();
        return cameras.Count > 0 ? cameras : throw new LineAdConfigurationException([new ConfigurationError(
            "--view", $"'{view}' is the view of no camera of {station.Key}.",
            $"Its views are {string.Join(", ", station.Cameras.Select(c => c.View).Distinct())}. Give one of them, or name the camera with --camera.")]);
    }

    private static List<string> Doubts(StationOptions station, string camera, string view)
    {
        var known = station.Cameras.FirstOrDefault(c => c.Name == camera);
        return known switch
        {
            null => [$"note: the configuration has no camera {camera} at {station.Key}, only {string.Join(", ", station.Cameras.Select(c => c.Name))}."],
            _ when known.View != view => [$"note: in the configuration camera {camera} has view {known.View}; the model is for view {view}."],
            _ => [],
        };
    }
}
