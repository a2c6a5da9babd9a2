namespace OpenCvSharp;

/// <summary>A result: the Mat is resized and retyped by the call where needed.</summary>
public class OutputArray
{
    internal OutputArray(Mat mat) => Mat = mat;

    internal Mat Mat { get; }

    public static implicit operator OutputArray(Mat mat) => Create(mat);

    public static OutputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new OutputArray(mat);
    }
}
