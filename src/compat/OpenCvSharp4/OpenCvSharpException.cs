namespace OpenCvSharp;

/// <summary>A misuse found before OpenCV was called.</summary>
public class OpenCvSharpException : Exception
{
    public OpenCvSharpException()
    {
    }

    public OpenCvSharpException(string message)
        : base(message)
    {
    }

    public OpenCvSharpException(string messageFormat, params object[] args)
        : base(string.Format(System.Globalization.CultureInfo.InvariantCulture, messageFormat, args))
    {
    }

    public OpenCvSharpException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
