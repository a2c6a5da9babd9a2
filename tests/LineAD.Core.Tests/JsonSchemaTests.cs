using System.Text;
using LineAD.Testing;

namespace LineAD.Core.Tests;

/// <summary>The validator that the message tests rest on is itself tested against hand-made cases.</summary>
public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1", "1.5")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"minimum":0,"maximum":1}""", "1", "1.1")]
    [InlineData("""{"exclusiveMinimum":0}""", "0.1", "0")]
    [InlineData("""{"multipleOf":0.0001}""", "1.4200", "1.42001")]
    [InlineData("""{"pattern":"^a+$"}""", "\"aa\"", "\"aab\"")]
    [InlineData("""{"minLength":1,"maxLength":2}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"const":1}""", "1.0", "2")]
    [InlineData("""{"enum":["a",null]}""", "null", "\"b\"")]
    [InlineData("""{"items":{"type":"integer"},"minItems":1,"maxItems":2}""", "[1,2]", "[1,\"2\"]")]
    [InlineData("""{"items":true,"minItems":1}""", "[1]", "[]")]
    [InlineData("""{"uniqueItems":true}""", "[1,2]", "[1,1]")]
    [InlineData("""{"required":["a"]}""", "{\"a\":1}", "{}")]
    [InlineData("""{"properties":{"a":{"type":"null"}},"additionalProperties":false}""", "{\"a\":null}", "{\"b\":1}")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", "{\"a\":\"x\"}", "{\"a\":1}")]
    [InlineData("""{"propertyNames":{"pattern":"^a"}}""", "{\"ab\":1}", "{\"b\":1}")]
    [InlineData("""{"anyOf":[{"type":"null"},{"type":"string"}]}""", "null", "1")]
    [InlineData("""{"oneOf":[{"minimum":0},{"maximum":5}]}""", "9", "3")]
    [InlineData("""{"$ref":"#/$defs/x","$defs":{"x":{"type":"boolean"}}}""", "true", "0")]
    public void Validate_Keyword_AcceptsAndRefuses(string schema, string valid, string invalid)
    {
        JsonSchema.Parse(schema).Validate(Encoding.UTF8.GetBytes(valid)).ShouldBeEmpty();
        JsonSchema.Parse(schema).Validate(Encoding.UTF8.GetBytes(invalid)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Validate_UnknownKeyword_Throws()
    {
        var schema = JsonSchema.Parse("""{"dependentRequired":{}}""");
        Should.Throw<NotSupportedException>(() => schema.Validate(Encoding.UTF8.GetBytes("1")))
            .Message.ShouldContain("dependentRequired");
    }
}
