using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace LineAD.Service.Faults;

/// <summary>One client of the fault socket: a command a line, an answer a line.</summary>
internal sealed class FaultSession(FaultBoard board, ILogger logger)
{
    private const int MostLineBytes = 4096;

    /// <summary>Answers until the client closes, or sends a line over 4096 bytes.</summary>
    public async Task RunAsync(Socket client, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(client, ownsSocket: false);
        var buffer = new byte[MostLineBytes];
        var held = 0;
        while (await stream.ReadAsync(buffer.AsMemory(held), cancellationToken) is > 0 and var read)
        {
            held += read;
            for (var end = Array.IndexOf(buffer, (byte)'\n', 0, held); end >= 0; end = Array.IndexOf(buffer, (byte)'\n', 0, held))
            {
                await stream.WriteAsync(Answer(buffer.AsSpan(0, end)), cancellationToken);
                held -= end + 1;
                buffer.AsSpan(end + 1, held).CopyTo(buffer);
            }

            if (held == buffer.Length)
            {
                await stream.WriteAsync(Refusal($"The line is longer than {MostLineBytes} bytes. Send one short object a line."), cancellationToken);
                return;
            }
        }
    }

    private byte[] Answer(ReadOnlySpan<byte> line)
    {
        if (!FaultCommand.TryParse(line, out var command, out var problem))
        {
            return Refusal(problem);
        }

        board.Apply(command);
        ServiceLog.FaultInjected(logger, Encoding.UTF8.GetString(line));
        return Line(new { ok = true, fault = command.Fault });
    }

    private static byte[] Refusal(string problem) => Line(new { ok = false, error = problem });

    private static byte[] Line(object answer) => [.. JsonSerializer.SerializeToUtf8Bytes(answer), (byte)'\n'];
}
