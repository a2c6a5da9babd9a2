using LineAD.Core.Identity;
using LineAD.Simulation.Line;

namespace LineAD.Cli.Soak;

/// <summary>
/// Cameras that go on sending whatever happens, each frame over the connection of the moment: a belt does not wait for a broker.
/// </summary>
internal sealed class SoakLink(Func<ICameraLink> current) : ICameraLink
{
    private volatile bool _stopped;

    /// <inheritdoc />
    public bool IsConnected => !_stopped;

    /// <summary>Lets the line end after the part at hand.</summary>
    public void Stop() => _stopped = true;

    /// <inheritdoc />
    public async Task<bool> SendAsync(
        StationKey station,
        string camera,
        byte[] image,
        IReadOnlyList<KeyValuePair<string, string>> attributes,
        string contentType,
        CancellationToken cancellationToken)
    {
        var link = current();
        return link.IsConnected && await link.SendAsync(station, camera, image, attributes, contentType, cancellationToken);
    }
}
