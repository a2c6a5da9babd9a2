using System.Collections;
using System.Text.Json;
using LineAD.Core.Errors;

namespace LineAD.Service.Configuration;

/// <summary>
/// Sets options from JSON. Unlike the configuration binder of the framework it skips nothing: unknown keys, keys given twice
/// and values of the wrong type are errors with their JSON path.
/// </summary>
internal sealed class OptionsBinder(List<ConfigurationError> errors)
{
    /// <summary>Sets the options of <paramref name="target"/> that <paramref name="json"/> names.</summary>
    public void Bind(object target, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, json, "an object { … }");
            return;
        }

        var options = OptionProperty.Of(target.GetType());
        var seen = new HashSet<string>();
        foreach (var member in json.EnumerateObject())
        {
            var option = options.FirstOrDefault(o => o.Name == member.Name);
            var memberPath = $"{path}.{member.Name}";
            if (!seen.Add(member.Name))
            {
                errors.Add(new ConfigurationError(memberPath, "The key is there twice.", "Remove one of them."));
            }
            else if (option is not null)
            {
                BindOption(target, option, member.Value, memberPath);
            }
            else if (!(path == "$" && member.Name == "$schema"))
            {
                errors.Add(new ConfigurationError(
                    memberPath, "There is no such option.", Remedy(member.Name, options)));
            }
        }
    }

    private static string Remedy(string name, IReadOnlyList<OptionProperty> options)
    {
        var near = NearestName.Find(name, options.Select(o => o.Name));
        return near is null
            ? $"Remove it, or write one of {string.Join(", ", options.Select(o => o.Name))}."
            : $"Did you mean {near}?";
    }

    private void BindOption(object target, OptionProperty option, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Null && option.Nullable)
        {
            option.Property.SetValue(target, null);
        }
        else if (option.IsSection)
        {
            var section = option.Property.GetValue(target) ?? Activator.CreateInstance(option.Type)!;
            Bind(section, value, path);
            option.Property.SetValue(target, section);
        }
        else if (OptionProperty.ElementOf(option.Type) is { } elementType)
        {
            BindList((IList)option.Property.GetValue(target)!, elementType, value, path);
        }
        else if (OptionProperty.IsTable(option.Type))
        {
            BindTable((Dictionary<string, string>)option.Property.GetValue(target)!, value, path);
        }
        else if (OptionValue.TryRead(value, option.Type, out var read))
        {
            option.Property.SetValue(target, read);
        }
        else
        {
            Wrong(path, value, OptionValue.Describe(option.Type));
        }
    }

    private void BindList(IList list, Type elementType, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Wrong(path, value, "a list [ … ]");
            return;
        }

        list.Clear();
        foreach (var item in value.EnumerateArray())
        {
            var element = Activator.CreateInstance(elementType)!;
            Bind(element, item, $"{path}[{list.Count}]");
            list.Add(element);
        }
    }

    private void BindTable(Dictionary<string, string> table, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(path, value, "an object { … }");
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String)
            {
                Wrong($"{path}.{member.Name}", member.Value, "a text");
            }
            else if (!table.TryAdd(member.Name, member.Value.GetString()!))
            {
                errors.Add(new ConfigurationError(
                    $"{path}.{member.Name}", "The key is there twice.", "Remove one of them."));
            }
        }
    }

    private void Wrong(string path, JsonElement value, string wanted)
    {
        var text = value.GetRawText();
        text = text.Length > 60 ? text[..57] + "…" : text;
        errors.Add(new ConfigurationError(path, $"{text} has the wrong type.", $"Write {wanted}."));
    }
}
