namespace LineAD.Models.Networks.Blocks;

/// <summary>Times ways to do the same thing so that what disturbs the machine for a while disturbs them all alike.</summary>
internal static class Turns
{
    /// <summary>
    /// Best seconds of each way. They take turns, after one turn that is not counted, for at least <paramref name="leastRounds"/>
    /// rounds and <paramref name="leastTime"/>. The best, for what a call takes longer than that is other work's.
    /// </summary>
    /// <remarks>
    /// One way after the other would not do: what disturbs the machine while one of them is measured makes that one look slow.
    /// </remarks>
    internal static double[] Best(
        IReadOnlyList<Action> ways, int leastRounds, TimeSpan leastTime, TimeProvider time)
    {
        var best = new double[ways.Count];
        Array.Fill(best, double.PositiveInfinity);
        foreach (var way in ways)
        {
            way();
        }

        var total = 0.0;
        for (var round = 0; round < leastRounds || total < leastTime.TotalSeconds; round++)
        {
            for (var i = 0; i < best.Length; i++)
            {
                var start = time.GetTimestamp();
                ways[i]();
                var seconds = time.GetElapsedTime(start).TotalSeconds;
                best[i] = Math.Min(best[i], seconds);
                total += seconds;
            }
        }

        return best;
    }
}
