using System.Threading.Channels;
using LineAD.Core.Contracts;
using LineAD.Core.Wire;
using LineAD.Transport.Mqtt.Outputs;
using Microsoft.Extensions.Logging;
using MQTTnet;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>Runs commands one after the other and answers them on their response topic.</summary>
internal sealed class CommandRunner : IAsyncDisposable
{
    private const int MostWaiting = 16;

    private readonly string _root;
    private readonly IStationCommands _commands;
    private readonly MqttOutputConnection _answers;
    private readonly ILogger _logger;
    private readonly Channel<Command> _queue = Channel.CreateBounded<Command>(MostWaiting);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public CommandRunner(string root, IStationCommands commands, MqttOutputConnection answers, ILogger logger)
    {
        _root = root;
        _commands = commands;
        _answers = answers;
        _logger = logger;
    }

    public void Start() => _loop = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>Queues a command; refuses it with an answer when too many wait.</summary>
    public void Offer(string line, string name, MqttApplicationMessage message, ReadOnlyMemory<byte> payload)
    {
        var command = new Command(line, name, message.Topic, payload, message.ResponseTopic, message.CorrelationData);
        if (!_queue.Writer.TryWrite(command))
        {
            MqttLog.CommandsFull(_logger, message.Topic);
            Answer(command, CommandAnswer.Failed(name, $"{MostWaiting} commands are waiting; try again later").Write());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var command in _queue.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                Answer(command, await _commands.ExecuteAsync(
                    command.Line, command.Name, command.Payload, cancellationToken));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                MqttLog.CommandFailed(_logger, exception, command.Topic);
                Answer(command, CommandAnswer.Failed(command.Name, "it failed; the log has the details").Write());
            }
        }
    }

    // Whoever may send commands must not be able to write to a gate by naming it as the response topic.
    private void Answer(Command command, ReadOnlyMemory<byte> json)
    {
        if (string.IsNullOrEmpty(command.ResponseTopic))
        {
            return;
        }

        if (command.ResponseTopic.AsSpan().ContainsAny('+', '#')
            || command.ResponseTopic.StartsWith($"{_root}/", StringComparison.Ordinal)
            || command.ResponseTopic.StartsWith('$'))
        {
            MqttLog.ResponseTopicRefused(_logger, command.Topic, command.ResponseTopic);
            return;
        }

        _answers.Respond(command.ResponseTopic, command.CorrelationData, json);
    }

    private sealed record Command(
        string Line,
        string Name,
        string Topic,
        ReadOnlyMemory<byte> Payload,
        string? ResponseTopic,
        byte[]? CorrelationData);
}
