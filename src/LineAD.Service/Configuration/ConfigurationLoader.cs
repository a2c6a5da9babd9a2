using System.Text.Json;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Service.Configuration;

/// <summary>
/// Reads <c>linead.json</c> (comments and trailing commas allowed), then the environment (<c>LINEAD__SECTION__KEY</c>), then
/// the command line (<c>section.key=value</c>); later ones win. Everything wrong in any of them is reported at once.
/// </summary>
public static class ConfigurationLoader
{
    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Loads and validates.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">Name and value of environment variables; those without the prefix are ignored.</param>
    /// <param name="settings">Settings of the command line, <c>stations[0].deadlineMs=300</c>.</param>
    /// <param name="facts">What the validator asks of the machine.</param>
    /// <exception cref="LineAdConfigurationException">Something is wrong; carries every error.</exception>
    public static LineAdOptions Load(
        string path,
        IEnumerable<KeyValuePair<string, string>> environment,
        IEnumerable<string> settings,
        ConfigurationFacts facts)
    {
        var errors = new List<ConfigurationError>();
        var options = new LineAdOptions();
        if (TryRead(path, errors) is { } document)
        {
            using (document)
            {
                new OptionsBinder(errors).Bind(options, document.RootElement, "$");
            }

            var overrides = new OptionOverrides(options, errors);
            overrides.ApplyEnvironment(environment);
            overrides.ApplySettings(settings);
            AddRules(options, facts, errors);
        }

        return errors.Count == 0 ? options : throw new LineAdConfigurationException(errors);
    }

    // A value that could not be read kept its default: what the rules say about that default would only mislead.
    private static void AddRules(LineAdOptions options, ConfigurationFacts facts, List<ConfigurationError> errors)
    {
        var unread = errors.Select(e => e.Path).ToHashSet();
        foreach (var error in ConfigurationValidator.Validate(options, facts))
        {
            if (!unread.Any(p => error.Path == p || error.Path.StartsWith(p + ".", StringComparison.Ordinal)))
            {
                errors.Add(error);
            }
        }
    }

    private static JsonDocument? TryRead(string path, List<ConfigurationError> errors)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path), Reading);
        }
        catch (JsonException e)
        {
            errors.Add(new ConfigurationError(
                "$",
                $"{path} is not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}.",
                "Mend the text there; often it is the comma or quote just before."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigurationError(
                "$", $"{path} cannot be read: {e.Message}", "Name the file with --config, or copy config/linead.json."));
        }

        return null;
    }
}
