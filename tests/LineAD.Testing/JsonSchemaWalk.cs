using System.Text.Json;
using System.Text.RegularExpressions;

namespace LineAD.Testing;

/// <summary>One validation of one instance against one schema document.</summary>
internal sealed class JsonSchemaWalk(JsonElement root, Func<string, JsonSchema> resolve, List<string> errors)
{
    public void Check(JsonElement schema, JsonElement instance, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Expect(schema.ValueKind == JsonValueKind.True, path, "nothing is allowed here");
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            Apply(schema, keyword.Name, keyword.Value, instance, path);
        }
    }

    private void Apply(JsonElement schema, string keyword, JsonElement value, JsonElement instance, string path)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "examples":
                break;
            case "$ref":
                CheckReference(value.GetString() ?? "", instance, path);
                break;
            case "type":
                Expect(Types(value).Any(t => HasType(instance, t)), path, $"is not {value}");
                break;
            case "const":
                Expect(JsonElement.DeepEquals(value, instance), path, $"is not {value}");
                break;
            case "enum":
                Expect(value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, instance)), path, $"is none of {value}");
                break;
            case "anyOf" or "oneOf":
                CheckAlternatives(keyword, value, instance, path);
                break;
            case "pattern" or "minLength" or "maxLength":
                CheckText(keyword, value, instance, path);
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "multipleOf":
                CheckNumber(keyword, value, instance, path);
                break;
            case "items" or "minItems" or "maxItems" or "uniqueItems":
                CheckArray(keyword, value, instance, path);
                break;
            case "properties" or "required" or "additionalProperties" or "propertyNames":
                CheckObject(schema, keyword, value, instance, path);
                break;
            default:
                throw new NotSupportedException($"The schema has the keyword '{keyword}', which this validator lacks: add it.");
        }
    }

    private void CheckReference(string reference, JsonElement instance, string path)
    {
        if (!reference.StartsWith('#'))
        {
            errors.AddRange(resolve(reference).Validate(instance).Select(e => $"{path}{e[1..]}"));
            return;
        }

        var target = root;
        foreach (var step in reference.Split('/').Skip(1))
        {
            target = target.GetProperty(step);
        }

        Check(target, instance, path);
    }

    private void CheckAlternatives(string keyword, JsonElement schemas, JsonElement instance, string path)
    {
        var matches = 0;
        foreach (var schema in schemas.EnumerateArray())
        {
            var found = new List<string>();
            new JsonSchemaWalk(root, resolve, found).Check(schema, instance, path);
            matches += found.Count == 0 ? 1 : 0;
        }

        Expect(keyword == "oneOf" ? matches == 1 : matches > 0, path, $"matches {matches} of the {keyword} schemas");
    }

    private void CheckText(string keyword, JsonElement value, JsonElement instance, string path)
    {
        if (instance.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var text = instance.GetString() ?? "";
        var ok = keyword switch
        {
            "pattern" => Regex.IsMatch(text, value.GetString() ?? "", RegexOptions.ECMAScript) && !text.EndsWith('\n'),
            "minLength" => text.EnumerateRunes().Count() >= value.GetInt32(),
            _ => text.EnumerateRunes().Count() <= value.GetInt32(),
        };
        Expect(ok, path, $"violates {keyword} {value}");
    }

    private void CheckNumber(string keyword, JsonElement value, JsonElement instance, string path)
    {
        if (instance.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        var ok = instance.TryGetDecimal(out var number) && keyword switch
        {
            "minimum" => number >= value.GetDecimal(),
            "maximum" => number <= value.GetDecimal(),
            "exclusiveMinimum" => number > value.GetDecimal(),
            _ => number % value.GetDecimal() == 0,
        };
        Expect(ok, path, $"violates {keyword} {value}");
    }

    private void CheckArray(string keyword, JsonElement value, JsonElement instance, string path)
    {
        if (instance.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        var items = instance.EnumerateArray().ToList();
        switch (keyword)
        {
            case "items":
                for (var i = 0; i < items.Count; i++)
                {
                    Check(value, items[i], $"{path}[{i}]");
                }

                break;
            case "uniqueItems":
                Expect(
                    !value.GetBoolean() || items.Select(i => i.GetRawText()).Distinct().Count() == items.Count,
                    path,
                    "has an item twice");
                break;
            default:
                Expect(
                    keyword == "minItems" ? items.Count >= value.GetInt32() : items.Count <= value.GetInt32(),
                    path,
                    $"violates {keyword} {value}");
                break;
        }
    }

    private void CheckObject(JsonElement schema, string keyword, JsonElement value, JsonElement instance, string path)
    {
        if (instance.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        switch (keyword)
        {
            case "required":
                foreach (var name in value.EnumerateArray())
                {
                    Expect(instance.TryGetProperty(name.GetString() ?? "", out _), path, $"lacks {name}");
                }

                break;
            case "properties":
                foreach (var property in instance.EnumerateObject().Where(p => value.TryGetProperty(p.Name, out _)))
                {
                    Check(value.GetProperty(property.Name), property.Value, $"{path}.{property.Name}");
                }

                break;
            case "propertyNames":
                foreach (var property in instance.EnumerateObject())
                {
                    var name = JsonSerializer.SerializeToElement(property.Name);
                    Check(value, name, $"{path}.{property.Name}");
                }

                break;
            default:
                CheckAdditional(schema, value, instance, path);
                break;
        }
    }

    private void CheckAdditional(JsonElement schema, JsonElement value, JsonElement instance, string path)
    {
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var property in instance.EnumerateObject())
        {
            if (known.ValueKind != JsonValueKind.Object || !known.TryGetProperty(property.Name, out _))
            {
                Check(value, property.Value, $"{path}.{property.Name}");
            }
        }
    }

    private void Expect(bool holds, string path, string violation)
    {
        if (!holds)
        {
            errors.Add($"{path}: {violation}");
        }
    }

    private static IEnumerable<string> Types(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(v => v.GetString() ?? "")
            : [value.GetString() ?? ""];

    private static bool HasType(JsonElement instance, string type) => type switch
    {
        "object" => instance.ValueKind == JsonValueKind.Object,
        "array" => instance.ValueKind == JsonValueKind.Array,
        "string" => instance.ValueKind == JsonValueKind.String,
        "null" => instance.ValueKind == JsonValueKind.Null,
        "boolean" => instance.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => instance.ValueKind == JsonValueKind.Number,
        "integer" => instance.ValueKind == JsonValueKind.Number && instance.TryGetDecimal(out var n) && n % 1 == 0,
        _ => throw new NotSupportedException($"The schema has the type '{type}', which JSON Schema does not know."),
    };
}
