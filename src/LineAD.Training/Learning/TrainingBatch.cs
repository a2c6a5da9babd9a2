using TorchSharp;

namespace LineAD.Training.Learning;

/// <summary>
/// What a recipe learns from in one step; made when asked for, so that a recipe pays only for what it uses. Tensors live
/// as long as the step's dispose scope.
/// </summary>
public sealed class TrainingBatch
{
    private readonly TeacherFeatures _features;
    private readonly int[] _indexes;
    private readonly int _seed;
    private torch.Tensor[]? _taps;
    private torch.Tensor? _image;

    internal TrainingBatch(TeacherFeatures features, int[] indexes, int step, int steps, int seed)
    {
        (_features, _indexes, _seed) = (features, indexes, seed);
        (Step, Steps) = (step, steps);
    }

    /// <summary>Step, from 0.</summary>
    public int Step { get; }

    /// <summary>Steps of the run.</summary>
    public int Steps { get; }

    /// <summary>Teacher maps (N, C, H, W) of the good parts, finest first, without gradient.</summary>
    public IReadOnlyList<torch.Tensor> Taps => _taps ??= _features.Taps(_indexes);

    /// <summary>Normalised images (N, 3, H, W) of the good parts.</summary>
    public torch.Tensor Image => _image ??= _features.Image(_indexes);

    /// <summary>The same parts with drawn defects; the same for the same seed and step.</summary>
    /// <param name="withClean">True when their maps without defects are needed too.</param>
    public CorruptedBatch Corrupt(bool withClean) => _features.Corrupt(_indexes, unchecked((_seed * 7919) + Step), withClean);
}
