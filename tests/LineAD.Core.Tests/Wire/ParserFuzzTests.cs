using System.Text;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class ParserFuzzTests
{
    private const int Rounds = 4_000;

    private static readonly byte[] Marks = [.. "\"{}[],:0eE-\\/ntu\0"u8, 0xFF];

    private static readonly byte[][] Seeds =
    [
        DecisionJson.Write(Samples.Decision),
        DecisionRecord.Write(Samples.Decision, false),
        HeartbeatRecord.Write(1, default),
        StateMessage.Offline("h", 1).Write(),
        new TriggerMessage { Seq = 1, Part = "p", Category = "c", DeadlineMs = 5 }.Write(),
        new ModelCommand { Category = "c", Version = 1 }.Write(),
        new StationCommand { Station = "s", Mode = StationMode.Run }.Write(),
        Encoding.UTF8.GetBytes("{\"part\":\"\\ud800\",\"seq\":1e999}"),
        [.. Enumerable.Repeat((byte)'[', 200)],
    ];

    [Fact]
    public void AllParsers_DamagedAndRandomBytes_NeverThrow()
    {
        var random = new Random(20260131);
        for (var i = 0; i < Rounds; i++)
        {
            var bytes = Damage(Seeds[random.Next(Seeds.Length)], random);
            try
            {
                ParseWithAll(bytes);
            }
            catch (Exception e)
            {
                Assert.Fail($"{e.GetType().Name} for {Convert.ToHexString(bytes)}: {e}");
            }
        }
    }

    private static void ParseWithAll(byte[] bytes)
    {
        DecisionJson.TryParse(bytes, out _);
        DecisionRecord.TryParse(bytes, out _);
        HeartbeatRecord.TryParse(bytes, out _, out _);
        StateMessage.TryParse(bytes, out _);
        TriggerMessage.TryParse(bytes, out _, out _);
        foreach (var command in new[] { CommandNames.ModelActivate, CommandNames.ModelShadow, "", "\0" })
        {
            ModelCommand.TryParse(command, bytes, out _, out _);
            StationCommand.TryParse(command, bytes, out _, out _);
        }

        StationCommand.TryParse(CommandNames.StationMode, bytes, out _, out _);
        _ = FrameTopic.Parse("linead", Encoding.Latin1.GetString(bytes)).Kind;
        _ = FrameTopic.Parse("linead", "linead/" + Encoding.Latin1.GetString(bytes)).Kind;
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(3))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 20)));
                    break;
                default:
                    bytes.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
            }
        }

        return [.. bytes];
    }
}
