using System.Net.Sockets;
using System.Text.Json;

namespace LineAD.Simulation.Loopback;

/// <summary>Sends commands to the socket of <c>linead serve --allow-fault-injection SOCKET</c>.</summary>
public static class FaultClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Sends one command, a JSON object without line ends, and returns the answer.</summary>
    /// <exception cref="IOException">Nobody listens there, or nobody answered within 5 s.</exception>
    public static async Task<JsonElement> SendAsync(string socketPath, string command, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), limit.Token);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(command + "\n"), limit.Token);
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadLineAsync(limit.Token) ?? throw new IOException($"{socketPath} closed without an answer.");
            return JsonDocument.Parse(answer).RootElement;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IOException($"{socketPath} does not answer: {e.Message}", e);
        }
    }

    /// <summary>Injects a fault.</summary>
    /// <exception cref="IOException">It was refused; the message says why.</exception>
    public static async Task InjectAsync(string socketPath, string command, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(socketPath, command, cancellationToken);
        if (!answer.GetProperty("ok").GetBoolean())
        {
            throw new IOException(answer.GetProperty("error").GetString());
        }
    }
}
