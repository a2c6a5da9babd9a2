namespace LineAD.Core.Errors;

/// <summary>A teacher file or model bundle cannot be used; the message names the file, the finding and the remedy.</summary>
public sealed class ModelBundleException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelBundleException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    public ModelBundleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
