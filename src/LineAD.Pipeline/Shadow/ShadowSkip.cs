namespace LineAD.Pipeline.Shadow;

/// <summary>Why a shadow did not score a view; a label.</summary>
internal static class ShadowSkip
{
    /// <summary>As many views as are kept waited already: the line leaves the device too little time.</summary>
    public const string Busy = "busy";

    /// <summary>One call would take more of a part's time than is lent to a shadow.</summary>
    public const string TooSlow = "too_slow";

    /// <summary>The call failed, or its score was not finite.</summary>
    public const string Failed = "failed";

    /// <summary>It ended, or began to want other pixels, before the view's turn.</summary>
    public const string Ended = "ended";

    public static readonly string[] All = [Busy, TooSlow, Failed, Ended];
}
