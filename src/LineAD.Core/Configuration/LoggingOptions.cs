namespace LineAD.Core.Configuration;

/// <summary>What the service writes about itself, on standard error.</summary>
public sealed class LoggingOptions
{
    /// <summary><c>text</c> (default) or <c>json</c>, one object a line, for containers.</summary>
    public string Format { get; set; } = "text";

    /// <summary><c>trace</c>, <c>debug</c>, <c>information</c> (default), <c>warning</c> or <c>error</c>.</summary>
    public string Level { get; set; } = "information";
}
