namespace LineAD.Core.Identity;

/// <summary>The rules of DESIGN.md section 4 for the names that become topic levels, labels and keys.</summary>
public static class Names
{
    private static readonly string[] ReservedNames = ["cmd", "dlq", "unknown"];

    /// <summary>Longest root, line, station or camera name, in characters.</summary>
    public const int MaxNameLength = 32;

    /// <summary>Longest part name, in characters (a UUID fits).</summary>
    public const int MaxPartLength = 36;

    /// <summary>Longest category name, in characters.</summary>
    public const int MaxCategoryLength = 16;

    /// <summary>Whether <paramref name="name"/> is 1 to 32 of <c>[a-z0-9_-]</c> and not a reserved topic level.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (!IsLowerWord(name, MaxNameLength))
        {
            return false;
        }

        foreach (var reserved in ReservedNames)
        {
            if (name.SequenceEqual(reserved))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether <paramref name="category"/> is 1 to 16 of <c>[a-z0-9_-]</c>.</summary>
    public static bool IsCategory(ReadOnlySpan<char> category) => IsLowerWord(category, MaxCategoryLength);

    /// <summary>Whether <paramref name="part"/> is 1 to 36 of <c>[A-Za-z0-9._:-]</c>.</summary>
    public static bool IsPart(ReadOnlySpan<char> part)
    {
        if (part.Length is 0 or > MaxPartLength)
        {
            return false;
        }

        foreach (var c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLowerWord(ReadOnlySpan<char> word, int maxLength)
    {
        if (word.Length == 0 || word.Length > maxLength)
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
