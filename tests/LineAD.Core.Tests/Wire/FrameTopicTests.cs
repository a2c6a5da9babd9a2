using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class FrameTopicTests
{
    [Theory]
    [InlineData("linead/l/s/frame/c", "Frame|l|s|c||False|")]
    [InlineData("linead/l/s/frame/c/p", "Frame|l|s|c|p|True|")]
    [InlineData("linead/l/s/frame/c/", "Frame|l|s|c||True|")]
    [InlineData("linead/L L/s/frame/c", "Frame|L L|s|c||False|")]
    [InlineData("linead/l/s/frame/c/p/q", "Unknown|l|s|||False|")]
    [InlineData("linead/l/s/frame", "Unknown|l|s|||False|")]
    [InlineData("linead/l/s/trigger", "Trigger|l|s|||False|")]
    [InlineData("linead/l/s/trigger/x", "Unknown|l|s|||False|")]
    [InlineData("linead/l/cmd/model/activate", "Command|l||||False|model/activate")]
    [InlineData("linead/l/cmd", "Unknown|l||||False|")]
    [InlineData("linead/l/s", "Unknown|l|s|||False|")]
    [InlineData("linead/l", "Unknown|l||||False|")]
    [InlineData("linead", "Unknown|||||False|")]
    [InlineData("lineadx/l/s/frame/c", "Unknown|||||False|")]
    [InlineData("other/l/s/frame/c", "Unknown|||||False|")]
    [InlineData("/linead/l/s/frame/c", "Unknown|||||False|")]
    [InlineData("", "Unknown|||||False|")]
    [InlineData("linead//s/frame/c", "Frame||s|c||False|")]
    public void Parse_Topic_SplitsItsLevels(string topic, string expected)
    {
        var t = FrameTopic.Parse("linead", topic);
        $"{t.Kind}|{t.Line}|{t.Station}|{t.Camera}|{t.Part}|{t.HasPart}|{t.Command}".ShouldBe(expected);
    }

    [Fact]
    public void Parse_WhatTopicsMakes_GivesItBack()
    {
        var topics = new Topics("root");
        var station = new StationKey("line1", "st2");

        var frame = FrameTopic.Parse("root", topics.Frame(station, "cam", "p:1"));
        frame.Kind.ShouldBe(TopicKind.Frame);
        $"{frame.Line} {frame.Station} {frame.Camera} {frame.Part}".ShouldBe("line1 st2 cam p:1");
        FrameTopic.Parse("root", topics.Trigger(station)).Kind.ShouldBe(TopicKind.Trigger);
        FrameTopic.Parse("root", topics.Command("line1", CommandNames.StationMode)).Command.ToString()
            .ShouldBe(CommandNames.StationMode);
    }
}
