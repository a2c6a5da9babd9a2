using LineAD.Core.Identity;

namespace LineAD.Core.Tests.Identity;

public class NamesTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("line-1_b", true)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789abcdef0123456789abcdefg", false)]
    [InlineData("", false)]
    [InlineData("Line", false)]
    [InlineData("a/b", false)]
    [InlineData("a+", false)]
    [InlineData("ü", false)]
    [InlineData("cmd", false)]
    [InlineData("dlq", false)]
    [InlineData("unknown", false)]
    [InlineData("cmd1", true)]
    public void IsName_Text_FollowsTheContract(string name, bool expected)
    {
        Names.IsName(name).ShouldBe(expected);
    }

    [Theory]
    [InlineData("7f3c9e52-0a6b-4c4e-9d53-9b0e5f2c1a77", true)]
    [InlineData("A.b_c:d-9", true)]
    [InlineData("0123456789012345678901234567890123456", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("é", false)]
    public void IsPart_Text_FollowsTheContract(string part, bool expected)
    {
        Names.IsPart(part).ShouldBe(expected);
    }

    [Theory]
    [InlineData("hazelnut", true)]
    [InlineData("0123456789abcdef", true)]
    [InlineData("0123456789abcdefg", false)]
    [InlineData("Nut", false)]
    [InlineData("", false)]
    public void IsCategory_Text_FollowsTheContract(string category, bool expected)
    {
        Names.IsCategory(category).ShouldBe(expected);
    }
}
