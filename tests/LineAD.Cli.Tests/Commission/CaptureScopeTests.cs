using LineAD.Cli.Commission;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Identity;

namespace LineAD.Cli.Tests.Commission;

public sealed class CaptureScopeTests
{
    private static readonly StationKey Press = new("line1", "press");

    [Fact]
    public void Of_Configuration_CamerasOfTheViewAndTheStationsLargestFrame()
    {
        var scope = CaptureScope.Of(Service(), Press, null, "side");

        scope.Cameras.ShouldBe(["left", "right"]);
        scope.MaxFrameBytes.ShouldBe(1234);
        scope.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Of_ViewOfNoCamera_NamesTheViewsThereAre() =>
        Should.Throw<LineAdConfigurationException>(() => CaptureScope.Of(Service(), Press, null, "back")).Message.ShouldContain("main, side");

    [Fact]
    public void Of_NamesThatTheConfigurationDoesNotKnow_AreTakenWithANote()
    {
        var station = CaptureScope.Of(Service(), new StationKey("line1", "pres"), null, "main");
        var camera = CaptureScope.Of(Service(), Press, "lft", "main");
        var view = CaptureScope.Of(Service(), Press, "left", "main");

        (station.Cameras, station.Notes.Single()).ShouldBe((null, "note: the configuration has no station line1/pres, only line1/press."));
        camera.Cameras.ShouldBe(["lft"]);
        camera.Notes.Single().ShouldContain("no camera lft");
        view.Notes.Single().ShouldContain("has view side");
    }

    [Fact]
    public void Takes_OnlyTheScope_AndOthersAreCountedByName()
    {
        var filter = new FrameFilter(new CaptureScope(Press, ["left"], 1, []));

        filter.Takes(Press, "left").ShouldBeTrue();
        filter.Takes(Press, "right").ShouldBeFalse();
        filter.Takes(new StationKey("line1", "weld"), "left").ShouldBeFalse();
        filter.Takes(new StationKey("line1", "weld"), "left").ShouldBeFalse();
        filter.Takes(Press, "\u001b[2J").ShouldBeFalse();

        filter.Others.ShouldBe("1 of cameras with unusable names, 1 of line1/press/right, 2 of line1/weld/left");
    }

    [Fact]
    public void Others_ManyCameras_AreBounded()
    {
        var filter = new FrameFilter(new CaptureScope(Press, null, 1, []));
        for (var i = 0; i < 100; i++)
        {
            filter.Takes(new StationKey("line2", $"s{i}"), "cam0");
        }

        filter.Others.Split(", ").Length.ShouldBe(6);
        filter.Others.ShouldContain("95 of other cameras");
    }

    private static LineAdOptions Service() => new()
    {
        Stations =
        [
            new StationOptions
            {
                Line = "line1",
                Station = "press",
                MaxFrameBytes = 1234,
                Cameras =
                [
                    new CameraOptions { Name = "top" }, new CameraOptions { Name = "left", View = "side" },
                    new CameraOptions { Name = "right", View = "side" },
                ],
            },
        ],
    };
}
