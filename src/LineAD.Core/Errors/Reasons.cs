using System.Text.Json;

namespace LineAD.Core.Errors;

/// <summary>Reasons as they appear in metrics, dead letters and audit records: snake case, a bounded set.</summary>
public static class Reasons
{
    private static readonly string[] Names =
        [.. Enum.GetNames<FrameError>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>The wire form of <paramref name="error"/>, for instance <c>payload_too_large</c>.</summary>
    public static string ToReason(this FrameError error) => Names[(int)error];
}
