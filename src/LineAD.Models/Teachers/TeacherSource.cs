namespace LineAD.Models.Teachers;

/// <summary>Where the weights of a teacher are published.</summary>
/// <param name="Url">Address of the file; its name carries the first 8 hex digits of its SHA-256.</param>
/// <param name="Bytes">Size, for progress and for a check before a download; 0 if unknown.</param>
public sealed record TeacherSource(Uri Url, long Bytes)
{
    /// <summary>File name of the address.</summary>
    public string FileName => Path.GetFileName(Url.AbsolutePath);

    /// <summary>The hex digits between the last dash and the extension; null when the name has none.</summary>
    public string? HashPrefix
    {
        get
        {
            var stem = Path.GetFileNameWithoutExtension(FileName);
            var digits = stem[(stem.LastIndexOf('-') + 1)..];
            return digits.Length == 8 && digits.All(char.IsAsciiHexDigitLower) ? digits : null;
        }
    }
}
