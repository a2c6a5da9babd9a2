using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace LineAD.Models.Networks;

/// <summary>
/// SHA-256 over names, shapes and fp32 values: the same for the same weights in any file format, and only over what the
/// network uses of its file.
/// </summary>
public static class ContentHash
{
    /// <summary>Hash of a loaded, unfolded network; 64 lower-case hex digits.</summary>
    public static string Of(Network network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in network.State)
        {
            using var guard = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes($"{tensor.Name}[{string.Join(',', tensor.Value.shape)}]"));
            hash.AppendData(tensor.Value.detach().cpu().to(torch.float32).contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
