using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>
/// A truncated classification network that gives out three feature maps. Any input size divisible by 32.
/// </summary>
public abstract class Backbone : Network
{
    private protected Backbone(NetworkWeights weights)
        : base(weights)
    {
    }

    /// <summary>Applies the network.</summary>
    /// <param name="image">Normalised image (N, 3, H, W), RGB.</param>
    /// <returns>Maps at strides 4, 8 and 16; the caller disposes of them.</returns>
    public abstract torch.Tensor[] Forward(torch.Tensor image);
}
