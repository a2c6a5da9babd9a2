using System.Diagnostics;

namespace LineAD.Testing;

/// <summary>Polls until something holds, with a deadline; for what other threads do.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    /// <param name="condition">Looked at about once a millisecond.</param>
    /// <param name="what">For the message when it never does.</param>
    /// <exception cref="TimeoutException">It did not hold within 20 s.</exception>
    public static void True(Func<bool> condition, Func<string> what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Never came true: {what()}");
            }

            Thread.Sleep(1);
        }
    }

    /// <summary>Waits until <paramref name="condition"/> holds.</summary>
    public static void True(
        Func<bool> condition,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(condition))] string what = "") =>
        True(condition, () => what);
}
