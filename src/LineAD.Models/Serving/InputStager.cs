using LineAD.Core.Scoring;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// The input side of a batch: bytes are copied whole into one resident tensor; widening and centring run as two
/// operators on rows of W·3 values. What is left of normalisation sits in the first convolution. One thread at a time.
/// </summary>
internal sealed class InputStager : IDisposable
{
    private const int Channels = 3;
    private readonly InputSpec _input;
    private readonly int _imageBytes;
    private readonly torch.Tensor _bytes;
    private readonly torch.Tensor _offsets;

    internal InputStager(InputSpec input, int largestBatch, float[] offsets, torch.ScalarType type, torch.Device device)
    {
        _input = input;
        _imageBytes = input.Width * input.Height * Channels;
        _bytes = torch.zeros([largestBatch, input.Height, input.Width, Channels], torch.uint8).DetachFromDisposeScope();
        var row = Enumerable.Range(0, input.Width * Channels).Select(k => offsets[k % Channels]).ToArray();
        using var host = torch.tensor(row);
        _offsets = host.to(type, device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>Copies an image into a place of the batch.</summary>
    internal void Fill(int place, ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != _imageBytes)
        {
            throw new ArgumentException(
                $"an image has {pixels.Length} bytes, {_input.Width} × {_input.Height} RGB needs {_imageBytes}");
        }

        pixels.CopyTo(_bytes.bytes.Slice(place * _imageBytes, _imageBytes));
    }

    /// <summary>The first <paramref name="shape"/> places as bytes − offset, (N, 3, H, W), channels-last.</summary>
    internal torch.Tensor Image(int shape)
    {
        using var batch = _bytes.narrow(0, 0, shape);
        using var moved = batch.to(_offsets.device);
        using var rows = moved.view((long)shape * _input.Height, (long)_input.Width * Channels);
        using var values = rows.to(_offsets.dtype);
        values.sub_(_offsets);
        using var image = values.view(shape, _input.Height, _input.Width, Channels);
        return image.permute(0, 3, 1, 2);
    }

    public void Dispose()
    {
        _bytes.Dispose();
        _offsets.Dispose();
    }
}
