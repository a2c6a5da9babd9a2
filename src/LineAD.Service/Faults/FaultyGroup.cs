using LineAD.Core.Scoring;

namespace LineAD.Service.Faults;

/// <summary>A teacher group whose device calls go wrong as told.</summary>
internal sealed class FaultyGroup(ITeacherGroup inner, FaultBoard faults) : ITeacherGroup
{
    /// <inheritdoc />
    public string Key => inner.Key;

    /// <inheritdoc />
    public InputSpec Input => inner.Input;

    /// <inheritdoc />
    public IReadOnlyList<int> BatchShapes => inner.BatchShapes;

    /// <inheritdoc />
    public double WarmUpSeconds(int shape) => inner.WarmUpSeconds(shape);

    /// <inheritdoc />
    public void Score(IReadOnlyList<ScoreItem> items, int shape)
    {
        var fault = faults.NextScorerFault();
        switch (fault?.Fault)
        {
            case FaultNames.ScorerStall:
                Stall(fault.Milliseconds);
                break;
            case FaultNames.ScorerException:
                throw new InvalidOperationException("The device call failed (injected).");
            case FaultNames.DeviceOom:
                throw new InjectedDeviceException("CUDA out of memory (injected). Tried to allocate 2.00 GiB");
            default:
                break;
        }

        Forward(items, shape);
        if (fault?.Fault == FaultNames.NanScores)
        {
            foreach (var item in items)
            {
                item.Score = double.NaN;
            }
        }
    }

    private static void Stall(int milliseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(milliseconds);
    }

    private void Forward(IReadOnlyList<ScoreItem> items, int shape)
    {
        ScoreItem[] own = [.. items.Select(i => new ScoreItem(i.Image, ((FaultyLease)i.Lease).Inner, i.MapFrom))];
        try
        {
            inner.Score(own, shape);
        }
        finally
        {
            // Maps made before a failure are the caller's to dispose of.
            for (var i = 0; i < own.Length; i++)
            {
                (items[i].Score, items[i].Map) = (own[i].Score, own[i].Map);
            }
        }
    }
}
