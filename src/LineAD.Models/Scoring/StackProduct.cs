using TorchSharp;

namespace LineAD.Models.Scoring;

/// <summary>
/// Products of one matrix with each of a stack. Stands in for matmul, which TorchSharp (0.107) calls without catching
/// what libtorch throws: running out of device memory in there would end the process, here it is an ExternalException.
/// </summary>
internal static class StackProduct
{
    /// <summary>(N, a, b) × (b, c), or (a, b) × (N, b, c): the (N, a, c) products, contiguous.</summary>
    public static torch.Tensor Of(torch.Tensor left, torch.Tensor right)
    {
        if (left.shape.Length == 2)
        {
            return left.unsqueeze(0).expand(right.shape[0], -1, -1).bmm(right);
        }

        var (n, rows, inner) = (left.shape[0], left.shape[1], left.shape[2]);
        return left.reshape(n * rows, inner).mm(right).view(n, rows, right.shape[1]);
    }
}
