using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class CheckValueTests
{
    [Fact]
    public void Compute_StandardCheckString_GivesThePublishedValues()
    {
        Crc16Ccitt.Compute("123456789"u8).ShouldBe((ushort)0x29B1);
        Crc32IsoHdlc.Compute("123456789"u8).ShouldBe(0xCBF43926u);
    }

    [Fact]
    public void Compute_NoBytes_GivesTheStartValues()
    {
        Crc16Ccitt.Compute([]).ShouldBe((ushort)0xFFFF);
        Crc32IsoHdlc.Compute([]).ShouldBe(0u);
    }

    [Fact]
    public void OfPart_LongText_EqualsTheBytesCheck()
    {
        var text = new string('ü', 1000);
        Crc32IsoHdlc.OfPart(text).ShouldBe(Crc32IsoHdlc.Compute(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
