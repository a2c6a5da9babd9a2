using LineAD.Core.Identity;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Identity;

public class InspectionKeyTests
{
    // The digits were made with Python's hashlib.
    [Theory]
    [InlineData("line1", "st2", "P-1", 123u, "46893120023ab533")]
    [InlineData("l", "s", "p", 0u, "28a9e1e80b1ef3b3")]
    public void ComputeId_KnownInspection_IsTheHeadOfItsSha256(
        string line, string station, string part, uint seq, string expected)
    {
        var id = new InspectionKey(new StationKey(line, station), part, seq).ComputeId();

        WireTime.FormatId(id).ShouldBe(expected);
    }

    [Fact]
    public void ComputeId_LongestNames_DoesNotThrow()
    {
        var station = new StationKey(new string('l', 32), new string('s', 32));

        new InspectionKey(station, new string('p', 36), uint.MaxValue).ComputeId().ShouldNotBe(0ul);
    }
}
