using System.Collections;

namespace LineAD.Service.Configuration;

/// <summary>The environment of this process.</summary>
public static class ProcessEnvironment
{
    /// <summary>Names and values.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Read() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(e => new KeyValuePair<string, string>((string)e.Key, (string?)e.Value ?? ""));
}
