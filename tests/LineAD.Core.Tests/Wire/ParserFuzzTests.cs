using System.Text;
using LineAD.Core.Wire;
using LineAD.Testing.Fuzzing;

namespace LineAD.Core.Tests.Wire;

/// <summary>No bytes make a parser of messages or topics throw.</summary>
public class ParserFuzzTests
{
    private static readonly byte[][] Seeds =
    [
        DecisionJson.Write(Samples.Decision),
        DecisionRecord.Write(Samples.Decision, false),
        HeartbeatRecord.Write(1, default),
        StateMessage.Offline("h", 1).Write(),
        new TriggerMessage { Seq = 1, Part = "p", Category = "c", DeadlineMs = 5 }.Write(),
        new ModelCommand { Category = "c", Version = 1 }.Write(),
        new StationCommand { Station = "s", Mode = StationMode.Run }.Write(),
        new StationCommand { Station = "s", Category = "c" }.Write(),
        "linead/line1/st1/frame/cam1/part"u8.ToArray(),
        Encoding.UTF8.GetBytes("{\"part\":\"\\ud800\",\"seq\":1e999}"),
        [.. Enumerable.Repeat((byte)'[', 200)],
    ];

    private static readonly byte[][] Tokens =
    [
        .. "\" { } [ ] , : null true 1e999 -1 4294967296 0.00001 \\ud800 \\u0000 / cmd dlq part seq station mode category".Split(' ')
            .Select(Encoding.UTF8.GetBytes), [0xFF], [0xED, 0xA0, 0x80],
    ];

    private static readonly string[] Commands =
    [
        CommandNames.ModelActivate, CommandNames.ModelRollback, CommandNames.ModelShadow, CommandNames.StationCategory,
        CommandNames.StationMode, "", "\0",
    ];

    [Fact]
    public void AllParsers_DamagedAndRandomBytes_NeverThrow()
    {
        var fuzzer = new Fuzzer(Seeds, Tokens);
        fuzzer.Run(ParseWithAll, isAllowed: static _ => false);
        fuzzer.Answers.ShouldBeGreaterThan(30);
    }

    private static string ParseWithAll(byte[] bytes)
    {
        var answers = new List<string>
        {
            $"{DecisionJson.TryParse(bytes, out _)}",
            $"{DecisionRecord.TryParse(bytes, out _)}",
            $"{HeartbeatRecord.TryParse(bytes, out _, out _)}",
            $"{StateMessage.TryParse(bytes, out _)}",
        };
        TriggerMessage.TryParse(bytes, out _, out var problem);
        answers.Add(problem ?? "trigger");
        foreach (var command in Commands)
        {
            ModelCommand.TryParse(command, bytes, out _, out problem);
            answers.Add(problem ?? "model");
            StationCommand.TryParse(command, bytes, out _, out problem);
            answers.Add(problem ?? "station");
        }

        answers.Add($"{FrameTopic.Parse("linead", Encoding.Latin1.GetString(bytes)).Kind}");
        answers.Add($"{FrameTopic.Parse("linead", "linead/" + Encoding.Latin1.GetString(bytes)).Kind}");
        return string.Join('|', answers);
    }
}
