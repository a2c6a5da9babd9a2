using LineAD.Core.Contracts;
using LineAD.Core.Errors;
using LineAD.Core.Scoring;
using LineAD.Core.Wire;
using LineAD.Pipeline.Stations;
using Microsoft.Extensions.Logging;

namespace LineAD.Pipeline.Commands;

/// <summary>
/// Executes the commands of a line. Answers with what was done, or with why not; never throws for bad input.
/// </summary>
internal sealed class StationCommands(
    StationSet stations, IModelRegistry models, StationStateFile file, ILogger logger) : IStationCommands
{
    public async Task<ReadOnlyMemory<byte>> ExecuteAsync(
        string line, string command, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        CommandAnswer answer;
        try
        {
            answer = command switch
            {
                CommandNames.StationMode or CommandNames.StationCategory => ExecuteStation(line, command, payload.Span),
                CommandNames.ModelActivate or CommandNames.ModelRollback or CommandNames.ModelShadow =>
                    await ExecuteModelAsync(line, command, payload, cancellationToken).ConfigureAwait(false),
                _ => CommandAnswer.Failed(command, $"There is no command '{command}'."),
            };
        }
        catch (ModelBundleException e)
        {
            answer = CommandAnswer.Failed(command, e.Message);
        }
        catch (OperationCanceledException)
        {
            answer = CommandAnswer.Failed(command, "The service stops; nothing was changed.");
        }

        return answer.Write();
    }

    private CommandAnswer ExecuteStation(string line, string command, ReadOnlySpan<byte> payload)
    {
        if (!StationCommand.TryParse(command, payload, out var request, out var problem) || request is null)
        {
            return CommandAnswer.Failed(command, $"The request cannot be used: {problem}.");
        }

        if (stations.Find(line, request.Station) is not { } station)
        {
            return CommandAnswer.Failed(command, $"Line {line} has no station '{request.Station}'.");
        }

        var before = (station.Mode, station.Category);
        station.Mode = request.Mode ?? station.Mode;
        station.Category = request.Category ?? station.Category;
        if (!file.TrySave(stations, out problem))
        {
            (station.Mode, station.Category) = before;
            return CommandAnswer.Failed(command, problem!);
        }

        PipelineLog.StationChanged(
            logger, line, request.Station, command, request.Mode?.ToWire() ?? request.Category ?? "");
        return new CommandAnswer
        {
            Command = command,
            Station = request.Station,
            Category = station.Category,
            Mode = station.Mode,
        };
    }

    private async Task<CommandAnswer> ExecuteModelAsync(
        string line, string command, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!stations.All.Any(s => s.Key.Line == line))
        {
            return CommandAnswer.Failed(command, $"There is no line '{line}' here.");
        }

        if (!ModelCommand.TryParse(command, payload.Span, out var request, out var problem) || request is null)
        {
            return CommandAnswer.Failed(command, $"The request cannot be used: {problem}.");
        }

        if (command == CommandNames.ModelShadow && request.Version == 0)
        {
            models.EndShadow(request.Category, request.View);
            return new CommandAnswer { Command = command, Category = request.Category, View = request.View, Version = 0 };
        }

        var (category, view, version) = (request.Category, request.View, request.Version ?? 0);
        var info = await (command switch
        {
            CommandNames.ModelActivate => models.ActivateAsync(category, view, version, cancellationToken),
            CommandNames.ModelShadow => models.ShadowAsync(category, view, version, cancellationToken),
            _ => models.RollBackAsync(category, view, cancellationToken),
        }).ConfigureAwait(false);
        return new CommandAnswer
        {
            Command = command,
            Category = info.Category,
            View = info.View,
            Version = info.Version,
        };
    }
}
