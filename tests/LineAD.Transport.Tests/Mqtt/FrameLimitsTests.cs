using LineAD.Core.Configuration;
using LineAD.Transport.Mqtt.Frames;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class FrameLimitsTests
{
    [Fact]
    public void From_TwoCameras_CoversRateTimesLongestDeadline()
    {
        var station = Station(2, framesPerSecond: 30, maxDeadlineMs: 9950, reserveMs: 50);

        // (30 + 30 frames + 30 triggers a second) × 10 s, and 64 for the rest.
        FrameLimits.From([station]).ReceiveMaximum.ShouldBe((ushort)964);
    }

    [Fact]
    public void From_TooMuchForTheProtocol_IsCapped() =>
        FrameLimits.From([Station(10, 1000, 60_000, 0)]).ReceiveMaximum.ShouldBe(ushort.MaxValue);

    [Fact]
    public void From_SmallFrames_PacketLimitLiesFarAboveThem() =>
        FrameLimits.From([Station(1, 1, 1000, 0)]).MaximumPacketBytes.ShouldBe(64u << 20);

    [Fact]
    public void From_HugeFrames_PacketLimitIsThatOfTheProtocol()
    {
        var station = Station(1, 1, 1000, 0);
        station.MaxFrameBytes = 200 << 20;

        FrameLimits.From([station]).MaximumPacketBytes.ShouldBe(268_435_455u);
    }

    private static StationOptions Station(int cameras, double framesPerSecond, int maxDeadlineMs, int reserveMs) => new()
    {
        Cameras = [.. Enumerable.Range(0, cameras).Select(_ => new CameraOptions { MaxFramesPerSecond = framesPerSecond })],
        MaxDeadlineMs = maxDeadlineMs,
        DeliveryReserveMs = reserveMs,
    };
}
