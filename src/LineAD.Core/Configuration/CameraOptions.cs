namespace LineAD.Core.Configuration;

/// <summary>A camera of a station.</summary>
public sealed class CameraOptions
{
    /// <summary>Camera name.</summary>
    public string Name { get; set; } = "";

    /// <summary>View of the part it shows, which picks the model. Default <c>main</c>.</summary>
    public string View { get; set; } = "main";

    /// <summary>Highest frame rate, frames a second; sets the Receive Maximum. Default 20.</summary>
    public double MaxFramesPerSecond { get; set; } = 20;
}
