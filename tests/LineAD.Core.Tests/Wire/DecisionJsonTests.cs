using System.Text;
using LineAD.Core.Identity;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Core.Tests.Wire;

public class DecisionJsonTests
{
    [Fact]
    public void Write_KnownDecision_IsTheTextOfTheContract()
    {
        Encoding.UTF8.GetString(DecisionJson.Write(Samples.Decision)).ShouldBe(
            """{"v":1,"part":"P-1","seq":123,"verdict":"reject","basis":"model","score":1.4200,"slackMs":83,"""
            + "\"category\":\"hazelnut\",\"model\":7,\"id\":\"0123456789abcdef\",\"ts\":\"2026-01-31T12:34:56.789Z\"}");
    }

    [Fact]
    public void Write_LongestLegalValues_FitsASiemensString()
    {
        var longest = Samples.Decision with
        {
            Inspection = new InspectionKey(
                new StationKey(new string('l', 32), new string('s', 32)), new string('p', 36), uint.MaxValue),
            Verdict = Verdict.Reject,
            Basis = Basis.FaultPolicy,
            Score = double.MaxValue,
            SlackMs = int.MaxValue,
            Category = new string('c', 16),
            ModelVersion = 99_999,
            Id = ulong.MaxValue,
            Timestamp = DateTimeOffset.MaxValue,
        };

        DecisionJson.Write(longest).Length.ShouldBeLessThanOrEqualTo(254);
        foreach (var verdict in Enum.GetValues<Verdict>().Skip(1))
        {
            foreach (var basis in Enum.GetValues<Basis>().Skip(1))
            {
                DecisionJson.Write(longest with { Verdict = verdict, Basis = basis })
                    .Length.ShouldBeLessThanOrEqualTo(254);
            }
        }
    }

    [Fact]
    public void Write_NoScore_IsNull()
    {
        var text = Encoding.UTF8.GetString(DecisionJson.Write(Samples.Decision with { Score = null }));
        text.ShouldContain("\"score\":null,");
    }

    [Fact]
    public void TryParse_WhatWasWritten_AgreesWithTheBinaryForm()
    {
        var schema = JsonSchema.OfMessage("decision");
        var random = new Random(12);
        for (var i = 0; i < 500; i++)
        {
            var decision = Samples.Random(random);
            var json = DecisionJson.Write(decision);

            json.Length.ShouldBeLessThanOrEqualTo(254);
            schema.Validate(json).ShouldBeEmpty();
            DecisionJson.TryParse(json, out var read).ShouldBeTrue();
            DecisionRecord.TryParse(DecisionRecord.Write(decision, false), out var binary).ShouldBeTrue();
            read.ShouldNotBeNull().Part.ShouldBe(decision.Inspection.Part);
            (read.Seq, read.Verdict, read.Basis, read.Score, read.SlackMs, read.Timestamp).ShouldBe(
                (binary.Seq, binary.Verdict, binary.Basis, binary.Score, binary.SlackMs, binary.Timestamp));
            (read.Category, read.ModelVersion, read.Id).ShouldBe(
                (decision.Category, decision.ModelVersion, decision.Id));
        }
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"part\":\"P-1\"", "\"part\":\"P 1\"")]
    [InlineData("\"part\":\"P-1\"", "\"part\":\"\"")]
    [InlineData("\"seq\":123", "\"seq\":4294967296")]
    [InlineData("\"seq\":123", "\"seq\":1.5")]
    [InlineData("\"seq\":123,", "")]
    [InlineData("\"seq\":123", "\"seq\":123,\"seq\":123")]
    [InlineData("\"reject\"", "\"invalid\"")]
    [InlineData("\"model\",", "\"none\",")]
    [InlineData("1.4200", "-1")]
    [InlineData("1.4200", "\"1.42\"")]
    [InlineData("1.4200", "10000")]
    [InlineData("\"slackMs\":83", "\"slackMs\":-1")]
    [InlineData("hazelnut", "Hazelnut")]
    [InlineData("\"model\":7", "\"model\":100000")]
    [InlineData("0123456789abcdef", "0123456789ABCDEF")]
    [InlineData("34:56.789Z", "34:56.789")]
    [InlineData("{", "{\"x\":1,")]
    public void TryParse_OneThingWrong_IsRefused(string part, string replacement)
    {
        var text = Encoding.UTF8.GetString(DecisionJson.Write(Samples.Decision));
        var changed = Encoding.UTF8.GetBytes(text.Replace(part, replacement, StringComparison.Ordinal));

        DecisionJson.TryParse(changed, out _).ShouldBeFalse();
    }
}
