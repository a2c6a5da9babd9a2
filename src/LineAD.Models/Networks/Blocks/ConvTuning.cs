using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// While one is open on a thread, convolutions in their inference form try there which of their ways is the faster for the input they get
/// (as cuDNN's benchmark mode does). Warm-up opens it; what serves only uses what was found.
/// </summary>
internal sealed class ConvTuning : IDisposable
{
    [ThreadStatic]
    private static ConvTuning? _current;

    private const int Rounds = 4;
    private readonly TimeProvider _time;
    private readonly ConvTuning? _outer;

    private ConvTuning(TimeProvider time) => (_time, _outer) = (time, _current);

    /// <summary>The one that is open on this thread.</summary>
    internal static ConvTuning? Current => _current;

    /// <summary>Opens one on this thread, until it is disposed of there.</summary>
    internal static ConvTuning Open(TimeProvider time) => _current = new ConvTuning(time);

    /// <summary>Seconds that the two ways take, measured in turns.</summary>
    internal (double First, double Second) Compare(Func<torch.Tensor> first, Func<torch.Tensor> second)
    {
        var best = Turns.Best([() => first().Dispose(), () => second().Dispose()], Rounds, TimeSpan.Zero, _time);
        return (best[0], best[1]);
    }

    public void Dispose() => _current = _outer;
}
