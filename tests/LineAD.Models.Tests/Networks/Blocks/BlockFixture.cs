using LineAD.Models.Networks;
using LineAD.Models.Networks.Blocks;
using TorchSharp;

namespace LineAD.Models.Tests.Networks.Blocks;

/// <summary>A block on its own: its weights, its inference form, and the checks that all blocks share.</summary>
internal sealed class BlockFixture : IDisposable
{
    internal NetworkWeights Weights { get; } = new(torch.CPU, true);

    internal WeightScope Root => Weights.Root;

    /// <summary>The values of a weight or statistic.</summary>
    internal torch.Tensor this[string name] => Weights.Tensors.Single(tensor => tensor.Name == name).Value;

    /// <summary>Checks that every weight gets a gradient that is finite, and (but for those named) not zero.</summary>
    internal void ShouldTrain(torch.Tensor output, params string[] mayBeZero)
    {
        (output * torch.randn_like(output)).sum().backward();
        foreach (var tensor in Weights.Tensors.Where(tensor => tensor.IsParameter))
        {
            using var gradient = tensor.Value.grad;
            gradient.ShouldNotBeNull(tensor.Name);
            gradient.isfinite().all().item<bool>().ShouldBeTrue(tensor.Name);
            (gradient.abs().max().item<float>() > 0 || mayBeZero.Contains(tensor.Name)).ShouldBeTrue(tensor.Name);
        }
    }

    /// <summary>Checks that the inference forms give what the training form gives in evaluation mode.</summary>
    /// <param name="run">Runs the block on channels-last inputs of a type.</param>
    /// <param name="type">fp32 for equality, bf16 for closeness.</param>
    internal void ShouldFold(Func<torch.ScalarType, torch.Tensor> run, torch.ScalarType type)
    {
        using var guard = torch.no_grad();
        Weights.Training = true;
        run(torch.float32).Dispose();
        Weights.Training = false;
        var expected = run(torch.float32);
        foreach (var layer in Weights.Layers)
        {
            layer.Fold(new FoldOptions(type, null));
        }

        Weights.DisposeTensors();
        var y = run(type).to(torch.float32);
        var error = (y - expected).abs().max().item<float>() / expected.abs().max().item<float>();
        error.ShouldBeLessThan(type == torch.float32 ? 1e-4f : 0.05f);
    }

    public void Dispose() => Weights.Dispose();
}
