using LineAD.Core.Identity;

namespace LineAD.Simulation.Line;

/// <summary>How simulated cameras send their frames.</summary>
public interface ICameraLink
{
    /// <summary>Whether frames can be sent.</summary>
    bool IsConnected { get; }

    /// <summary>Sends a frame and waits for the broker's answer; false when it was not taken.</summary>
    /// <param name="station">The station.</param>
    /// <param name="camera">The camera.</param>
    /// <param name="image">The image file.</param>
    /// <param name="attributes">CloudEvents attributes, without prefix.</param>
    /// <param name="contentType">MIME type.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<bool> SendAsync(
        StationKey station,
        string camera,
        byte[] image,
        IReadOnlyList<KeyValuePair<string, string>> attributes,
        string contentType,
        CancellationToken cancellationToken);
}
