using System.Text;
using LineAD.Core.Contracts;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Answers every command with its own name.</summary>
internal sealed class EchoCommands : IStationCommands
{
    public Task<ReadOnlyMemory<byte>> ExecuteAsync(
        string line, string command, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
        Task.FromResult<ReadOnlyMemory<byte>>(Encoding.UTF8.GetBytes($"{line}:{command}"));
}
