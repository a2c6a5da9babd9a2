using System.Text.Json;
using System.Text.RegularExpressions;

namespace LineAD.Testing.Wire;

/// <summary>The description of all topics, <c>deploy/asyncapi.json</c>, and the check of real messages against it.</summary>
public sealed class AsyncApi
{
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47];

    private readonly JsonElement _root;
    private readonly Dictionary<string, Regex> _addresses = [];

    private AsyncApi(JsonElement root)
    {
        _root = root;
        foreach (var channel in root.GetProperty("channels").EnumerateObject())
        {
            if (channel.Value.GetProperty("address").GetString() is { } address)
            {
                _addresses[channel.Name] = Pattern(address);
            }
        }
    }

    /// <summary>Its folder.</summary>
    public static string Folder => RepositoryRoot.Combine("deploy");

    /// <summary>The document.</summary>
    public JsonElement Document => _root;

    /// <summary>Names of the channels of one protocol and action, <c>send</c> or <c>receive</c>, that have an address.</summary>
    public IReadOnlyList<string> Channels(string protocol, string action) =>
    [
        .. _root.GetProperty("operations").EnumerateObject()
            .Where(o => o.Value.GetProperty("action").GetString() == action)
            .Select(o => Last(o.Value.GetProperty("channel")))
            .Where(c => _addresses.ContainsKey(c) && Protocol(c) == protocol),
    ];

    /// <summary>Reads it.</summary>
    public static AsyncApi Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "asyncapi.json")));
        return new AsyncApi(document.RootElement.Clone());
    }

    /// <summary>The channel that a topic belongs to; the most literal one where several fit. Null for none.</summary>
    public string? Find(string protocol, string topic) => _addresses
        .Where(a => Protocol(a.Key) == protocol && a.Value.IsMatch(topic))
        .OrderBy(a => Address(a.Key).Count(c => c == '{'))
        .ThenByDescending(a => Address(a.Key).Length)
        .Select(a => a.Key)
        .FirstOrDefault();

    /// <summary>Every violation of a message that was sent on a channel; empty when it is as described.</summary>
    /// <param name="channel">As <see cref="Find"/> tells.</param>
    /// <param name="payload">Its bytes.</param>
    /// <param name="headers">Its headers or user properties; null for none.</param>
    public IReadOnlyList<string> Validate(
        string channel, byte[] payload, IReadOnlyDictionary<string, string>? headers = null)
    {
        var messages = _root.GetProperty("channels").GetProperty(channel).GetProperty("messages").EnumerateObject();
        var message = Resolve(messages.Single().Value);
        var errors = Payload(message, payload);
        if (headers is not null && message.TryGetProperty("headers", out var schema))
        {
            var json = JsonSerializer.SerializeToElement(headers);
            errors.AddRange(JsonSchema.Parse(Resolve(schema).GetRawText()).Validate(json).Select(e => $"headers {e}"));
        }

        return errors;
    }

    /// <summary>Follows an internal <c>$ref</c>, and one behind it.</summary>
    /// <exception cref="KeyNotFoundException">It leads nowhere.</exception>
    public JsonElement Resolve(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("$ref", out var reference))
        {
            element = _root;
            foreach (var name in reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                element = element.GetProperty(name);
            }
        }

        return element;
    }

    /// <summary>The last name of a <c>$ref</c>.</summary>
    public static string Last(JsonElement reference) => reference.GetProperty("$ref").GetString()!.Split('/')[^1];

    private static List<string> Payload(JsonElement message, byte[] payload)
    {
        var schema = message.GetProperty("payload");
        if (schema.TryGetProperty("schema", out var external))
        {
            var file = external.GetProperty("$ref").GetString()!;
            return [.. JsonSchema.Load(Path.Combine(Folder, file)).Validate(payload)];
        }

        var (least, most) = (Bound(schema, "minLength", 1), Bound(schema, "maxLength", int.MaxValue));
        var errors = new List<string>();
        if (payload.Length < least || payload.Length > most)
        {
            errors.Add($"$: {payload.Length} bytes");
        }

        var isPng = message.GetProperty("contentType").GetString() == "image/png";
        if (isPng && !payload.AsSpan().StartsWith(PngSignature))
        {
            errors.Add("$: no PNG");
        }

        return errors;
    }

    private static int Bound(JsonElement schema, string name, int otherwise) =>
        schema.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    private string Address(string channel) =>
        _root.GetProperty("channels").GetProperty(channel).GetProperty("address").GetString()!;

    private string Protocol(string channel)
    {
        var server = _root.GetProperty("channels").GetProperty(channel).GetProperty("servers")[0];
        return Resolve(server).GetProperty("protocol").GetString()!;
    }

    private static Regex Pattern(string address) =>
        new("^" + Regex.Replace(Regex.Escape(address), @"\\\{\w+}", "[^/]+") + "$");
}
