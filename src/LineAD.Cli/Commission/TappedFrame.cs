namespace LineAD.Cli.Commission;

/// <summary>A frame of the station as it came.</summary>
/// <param name="Camera">Its camera.</param>
/// <param name="Origin">Where it was, for the engineer.</param>
/// <param name="Payload">Its bytes; empty when there is a problem.</param>
/// <param name="ContentType">What its sender says it is, or null.</param>
/// <param name="Problem">Why it cannot be used, or null.</param>
internal sealed record TappedFrame(string Camera, string Origin, byte[] Payload, string? ContentType = null, string? Problem = null);
