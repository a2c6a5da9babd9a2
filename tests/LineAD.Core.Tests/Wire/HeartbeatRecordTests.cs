using LineAD.Core.Contracts;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class HeartbeatRecordTests
{
    [Fact]
    public void Write_KnownSnapshot_IsTheBytesOfTheContract()
    {
        var snapshot = new HeartbeatSnapshot(StationState.Executing, 0x01020304, 0x0506, 0x0708);

        HeartbeatRecord.Write(0x0A0B0C0D, snapshot)
            .ShouldBe(Convert.FromHexString("4C4201040A0B0C0D0102030405060708"));
    }

    [Fact]
    public void TryParse_WhatWasWritten_GivesItBack()
    {
        foreach (var state in Enum.GetValues<StationState>())
        {
            var snapshot = new HeartbeatSnapshot(state, uint.MaxValue, ushort.MaxValue, 17);
            HeartbeatRecord.TryParse(HeartbeatRecord.Write(9, snapshot), out var counter, out var read).ShouldBeTrue();
            (counter, read).ShouldBe((9u, snapshot));
        }
    }

    [Theory]
    [InlineData(0, 0x4D)]
    [InlineData(2, 2)]
    [InlineData(3, 7)]
    public void TryParse_WrongMagicVersionOrState_Refuses(int offset, byte value)
    {
        var bytes = HeartbeatRecord.Write(1, default);
        bytes[offset] = value;
        HeartbeatRecord.TryParse(bytes, out _, out _).ShouldBeFalse();
    }
}
