using System.Text;
using LineAD.Core.Wire;

namespace LineAD.Core.Tests.Wire;

public class TriggerMessageTests
{
    [Fact]
    public void TryParse_AllFields_ReadsThem()
    {
        Parse("""{ "seq": 7, "part": "A:1", "category": "nut", "deadlinems": 250 }""", out var problem)
            .ShouldBe(new TriggerMessage { Seq = 7, Part = "A:1", Category = "nut", DeadlineMs = 250 });
        problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"seq":4294967295}""")]
    [InlineData("""{"part":"x","seq":null,"category":null,"deadlinems":null}""")]
    public void TryParse_SeqOrPart_IsEnough(string json)
    {
        Parse(json, out _).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "object")]
    [InlineData("{", "JSON")]
    [InlineData("{}", "neither")]
    [InlineData("""{"seq":0}""", "neither")]
    [InlineData("""{"seq":-1}""", "'seq'")]
    [InlineData("""{"seq":"7"}""", "'seq'")]
    [InlineData("""{"seq":7.5}""", "'seq'")]
    [InlineData("""{"seq":4294967296}""", "'seq'")]
    [InlineData("""{"seq":1,"part":""}""", "'part'")]
    [InlineData("""{"seq":1,"part":"a/b"}""", "'part'")]
    [InlineData("""{"seq":1,"part":{"a":1}}""", "'part'")]
    [InlineData("""{"seq":1,"category":"NUT"}""", "'category'")]
    [InlineData("""{"seq":1,"deadlinems":0}""", "'deadlinems'")]
    [InlineData("""{"seq":1,"seq":1}""", "twice")]
    [InlineData("""{"seq":1,"speed":1}""", "key")]
    [InlineData("""{"seq":1} x""", "JSON")]
    [InlineData("""{"seq":1}{}""", "JSON")]
    public void TryParse_BadTrigger_SaysWhatIsWrong(string json, string expected)
    {
        Parse(json, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void TryParse_TooLong_IsRefusedUnread()
    {
        Parse("{\"seq\":1" + new string(' ', 2000) + "}", out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("1024");
    }

    [Fact]
    public void Write_ThenTryParse_GivesItBack()
    {
        var message = new TriggerMessage { Part = "p", DeadlineMs = 3 };
        TriggerMessage.TryParse(message.Write(), out var read, out _).ShouldBeTrue();
        read.ShouldBe(message);
    }

    private static TriggerMessage? Parse(string json, out string? problem)
    {
        TriggerMessage.TryParse(Encoding.UTF8.GetBytes(json), out var message, out problem);
        return message;
    }
}
