namespace LineAD.Core.Contracts;

/// <summary>Executes the commands of <c>{root}/{line}/cmd/…</c>, whatever transport or page they came by.</summary>
public interface IStationCommands
{
    /// <summary>
    /// Executes a command and returns the answer as UTF-8 JSON (<c>{"ok":true|false,"error":…}</c>); never throws for bad
    /// input.
    /// </summary>
    /// <param name="line">The line of the topic.</param>
    /// <param name="command">The rest of the topic: <c>model/activate</c>, <c>station/mode</c>, ….</param>
    /// <param name="payload">UTF-8 JSON.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<ReadOnlyMemory<byte>> ExecuteAsync(
        string line, string command, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);
}
