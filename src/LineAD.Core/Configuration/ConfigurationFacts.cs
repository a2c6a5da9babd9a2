namespace LineAD.Core.Configuration;

/// <summary>What the validator needs to know of the machine, so that it stays a pure function.</summary>
/// <param name="FileExists">Whether a file is there and can be read.</param>
/// <param name="Variable">An environment variable's value, or null.</param>
public sealed record ConfigurationFacts(Func<string, bool> FileExists, Func<string, string?> Variable)
{
    /// <summary>This machine.</summary>
    public static ConfigurationFacts ThisMachine { get; } = new(File.Exists, Environment.GetEnvironmentVariable);
}
