using TorchSharp;

namespace LineAD.Models.Networks.Blocks;

/// <summary>Memory layout (N, H, W, C) under the shape (N, C, H, W), made with plain operators.</summary>
internal static class ChannelsLast
{
    /// <summary>A channels-last tensor with the values of <paramref name="x"/>, which is (N, C, H, W).</summary>
    internal static torch.Tensor Of(torch.Tensor x)
    {
        using var rows = x.permute(0, 2, 3, 1);
        using var packed = rows.contiguous();
        return packed.permute(0, 3, 1, 2);
    }
}
