using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class StateMessageTests
{
    [Fact]
    public void TryParse_WhatWasWritten_GivesItBack()
    {
        var message = new StateMessage
        {
            State = StationState.Error,
            Mode = StationMode.Commission,
            Category = "nut",
            Model = 12,
            Instance = "host \"1\"",
            Epoch = 65535,
            PassPolicies = ["late_policy", "fault_policy", "review_at_gate"],
            Unheard = 99,
            Reason = "device hangs",
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(1),
        };

        StateMessage.TryParse(message.Write(), out var read).ShouldBeTrue();

        var got = read.ShouldNotBeNull();
        got.PassPolicies.ShouldBe(message.PassPolicies);
        (got with { PassPolicies = message.PassPolicies }).ShouldBe(message);
    }

    [Fact]
    public void Offline_AsWill_SaysSoAndNamesTheOwner()
    {
        StateMessage.TryParse(StateMessage.Offline("host", 3).Write(), out var read).ShouldBeTrue();

        var got = read.ShouldNotBeNull();
        (got.State, got.Connected, got.Instance, got.Epoch).ShouldBe((StationState.Offline, false, "host", 3));
    }

    [Theory]
    [InlineData(StationState.Preoperational, "preoperational")]
    [InlineData(StationState.Initialized, "initialized")]
    [InlineData(StationState.Ready, "ready")]
    [InlineData(StationState.Executing, "executing")]
    [InlineData(StationState.Halted, "halted")]
    [InlineData(StationState.Error, "error")]
    [InlineData(StationState.Offline, "offline")]
    public void ToWire_State_IsNamedAsInOpc40100(StationState state, string expected)
    {
        state.ToWire().ShouldBe(expected);
    }
}
