namespace LineAD.Pipeline.Tracing;

/// <summary>What to listen to for the spans of frames.</summary>
public static class FrameTraceSource
{
    /// <summary>Name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string Name = "LineAD";
}
