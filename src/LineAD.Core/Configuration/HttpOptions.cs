namespace LineAD.Core.Configuration;

/// <summary>The HTTP side.</summary>
public sealed class HttpOptions
{
    /// <summary>Address to listen on. Default <c>http://127.0.0.1:9464</c>; port 0 picks a free one.</summary>
    public string Url { get; set; } = "http://127.0.0.1:9464";
}
