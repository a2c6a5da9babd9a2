namespace OpenCvSharp;

/// <summary>One setting of an encoder.</summary>
public record ImageEncodingParam
{
    public ImageEncodingParam(ImwriteFlags id, int value)
    {
        EncodingId = id;
        Value = value;
    }

    public ImwriteFlags EncodingId { get; }

    public int Value { get; }
}
