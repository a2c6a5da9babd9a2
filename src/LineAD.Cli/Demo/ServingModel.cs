using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LineAD.Core.Scoring;

namespace LineAD.Cli.Demo;

/// <summary>What the service says that it serves, from <c>/api/models</c>.</summary>
internal static class ServingModel
{
    public static async Task<ModelInfo> ReadAsync(Uri service, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var root = await http.GetFromJsonAsync<JsonNode>(new Uri(service, "/api/models"), cancellationToken);
        var model = root!["models"]!.AsArray().Single()!;
        return new ModelInfo
        {
            Category = (string)model["category"]!,
            View = (string)model["view"]!,
            Version = (int)model["version"]!,
            Architecture = (string)model["architecture"]!,
            Teacher = (string)model["teacher"]!,
            Hash = (string)model["hash"]!,
            MinimumArea = 0,
            Precision = (string)model["precision"]!,
            Device = (string)model["device"]!,
        };
    }
}
