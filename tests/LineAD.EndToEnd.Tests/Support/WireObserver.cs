using System.Collections.Concurrent;
using LineAD.Testing.Wire;

namespace LineAD.EndToEnd.Tests.Support;

/// <summary>Keeps everything that goes over one protocol and holds it against deploy/asyncapi.json.</summary>
internal sealed class WireObserver(string protocol)
{
    private const int Shown = 3;
    private readonly AsyncApi _api = AsyncApi.Load();
    private readonly ConcurrentQueue<(string Topic, byte[] Payload, IReadOnlyDictionary<string, string>? Headers)> _seen = new();

    /// <summary>Channels that the service sends on.</summary>
    public IReadOnlyList<string> Described => _api.Channels(protocol, "send");

    /// <summary>Those of them that something came on.</summary>
    public IReadOnlyList<string> Heard => [.. _seen.Select(m => _api.Find(protocol, m.Topic)).OfType<string>().Distinct().Intersect(Described)];

    /// <summary>Takes a message, whoever sent it.</summary>
    public void Take(string topic, byte[] payload, IReadOnlyDictionary<string, string>? headers = null) =>
        _seen.Enqueue((topic, payload, headers));

    /// <summary>What is wrong, a line for each kind; empty when all is as described.</summary>
    public IReadOnlyList<string> Violations()
    {
        var received = _api.Channels(protocol, "receive");
        return
        [
            .. _seen.SelectMany(m => _api.Find(protocol, m.Topic) switch
                {
                    null => [$"{m.Topic}: no channel has this address"],

                    // What others send to the service may be wrong; it is the tests that do.
                    { } channel when received.Contains(channel) => [],
                    { } channel => _api.Validate(channel, m.Payload, m.Headers).Select(e => $"{channel} {e}"),
                })
                .GroupBy(e => e)
                .Select(g => $"{g.Key} (×{g.Count()})")
                .Take(Shown * Shown),
        ];
    }
}
