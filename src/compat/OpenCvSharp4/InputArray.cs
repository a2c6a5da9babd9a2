namespace OpenCvSharp;

/// <summary>An operand that is read; made from a Mat, never from anything else here.</summary>
public class InputArray
{
    internal InputArray(Mat mat) => Mat = mat;

    internal Mat Mat { get; }

    public static implicit operator InputArray(Mat mat) => Create(mat);

    public static InputArray Create(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        return new InputArray(mat);
    }
}
