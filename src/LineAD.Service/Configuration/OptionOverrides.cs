using System.Collections;
using System.Globalization;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Service.Configuration;

/// <summary>Single options set over the file's, by environment or command line.</summary>
internal sealed class OptionOverrides(LineAdOptions options, List<ConfigurationError> errors)
{
    private const string Prefix = "LINEAD__";
    private static readonly char[] Separators = ['.', ':', '[', ']'];

    /// <summary>Applies every variable that starts with <c>LINEAD__</c>, in the order of their names.</summary>
    public void ApplyEnvironment(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var ours = environment
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(v => v.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in ours)
        {
            Apply(name[Prefix.Length..].Split("__"), value, $"The environment variable {name}");
        }
    }

    /// <summary>Applies settings like <c>stations[0].deadlineMs=300</c>.</summary>
    public void ApplySettings(IEnumerable<string> settings)
    {
        foreach (var setting in settings)
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                errors.Add(new ConfigurationError(
                    "$", $"'{setting}' is not a setting.", "Write --set section.key=value."));
                continue;
            }

            var steps = setting[..at].TrimStart('$').Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            Apply(steps, setting[(at + 1)..], $"--set {setting[..at]}");
        }
    }

    private void Apply(string[] steps, string text, string origin)
    {
        object target = options;
        var path = "$";
        for (var i = 0; i < steps.Length; i++)
        {
            var option = OptionProperty.Of(target.GetType())
                .FirstOrDefault(o => string.Equals(o.Name, steps[i], StringComparison.OrdinalIgnoreCase));
            path += $".{option?.Name ?? steps[i]}";
            if (option is null)
            {
                Unknown(path, origin);
                return;
            }

            if (option.IsSection)
            {
                target = Section(target, option);
            }
            else if (OptionProperty.ElementOf(option.Type) is { } elementType)
            {
                i++;
                if (!TryElement(target, option, elementType, i < steps.Length ? steps[i] : "", out target))
                {
                    Index(path, origin);
                    return;
                }

                path += $"[{steps[i]}]";
            }
            else
            {
                SetLeaf(target, option, steps[(i + 1)..], text, path, origin);
                return;
            }
        }

        Unknown(path, origin);
    }

    private static object Section(object target, OptionProperty option)
    {
        var section = option.Property.GetValue(target) ?? Activator.CreateInstance(option.Type)!;
        option.Property.SetValue(target, section);
        return section;
    }

    private static bool TryElement(
        object target, OptionProperty option, Type elementType, string step, out object element)
    {
        var list = (IList)option.Property.GetValue(target)!;
        var ok = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index <= list.Count;
        if (ok && index == list.Count)
        {
            list.Add(Activator.CreateInstance(elementType));
        }

        element = ok ? list[index]! : target;
        return ok;
    }

    private void SetLeaf(
        object target, OptionProperty option, string[] rest, string text, string path, string origin)
    {
        if (OptionProperty.IsTable(option.Type) && rest.Length == 1)
        {
            ((Dictionary<string, string>)option.Property.GetValue(target)!)[rest[0].ToLowerInvariant()] = text;
        }
        else if (rest.Length > 0 || OptionProperty.IsTable(option.Type))
        {
            Unknown(path, origin);
        }
        else if (OptionValue.TryParse(text, option.Type, out var value))
        {
            option.Property.SetValue(target, value);
        }
        else
        {
            errors.Add(new ConfigurationError(
                path, $"{origin} has the value '{text}'.", $"Write {OptionValue.Describe(option.Type)}."));
        }
    }

    private void Unknown(string path, string origin) => errors.Add(new ConfigurationError(
        path, $"{origin} names no option.", "Remove it, or look the name up in config/linead.json."));

    private void Index(string path, string origin) => errors.Add(new ConfigurationError(
        path,
        $"{origin} needs the index of an entry that exists, or the next one.",
        "Count from 0, without gaps."));
}
