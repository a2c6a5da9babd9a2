using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>
/// Moves normalisation from the image into the first convolution. The image arrives as byte − offset, where the offset
/// is a whole number per channel: exact in bf16, and zero padding stays within half a grey level of the true mean.
/// </summary>
/// <param name="Mean">Mean per channel in grey levels.</param>
/// <param name="Deviation">Divisor per channel in grey levels.</param>
/// <param name="Offset">What the stager has subtracted per channel, grey levels.</param>
internal sealed record InputFold(float[] Mean, float[] Deviation, float[] Offset)
{
    /// <summary>
    /// Weight and bias that give the same outputs on the shifted image as the given ones on the normalised one.
    /// </summary>
    internal (torch.Tensor Weight, torch.Tensor Bias) Into(torch.Tensor weight, torch.Tensor bias)
    {
        long[] perChannel = [1, Mean.Length, 1, 1];
        var rest = Enumerable.Range(0, Mean.Length).Select(c => Offset[c] - Mean[c]).ToArray();
        var scaled = weight / torch.tensor(Deviation).to(weight.device).view(perChannel);
        var shift = scaled * torch.tensor(rest).to(weight.device).view(perChannel);
        return (scaled, bias + shift.sum([1L, 2L, 3L]));
    }
}
