using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LineAD.Core.Wire;
using LineAD.Testing;

namespace LineAD.Core.Tests.Wire;

public class DeadLetterMessageTests
{
    [Fact]
    public void Write_LargePayload_CarriesHashOfAllAndHeadOf64KiB()
    {
        var payload = new byte[200_000];
        new Random(3).NextBytes(payload);

        using var document = JsonDocument.Parse(Letter(payload, payload.Length).Write());

        document.RootElement.GetProperty("length").GetInt64().ShouldBe(200_000);
        document.RootElement.GetProperty("head").GetBytesFromBase64().ShouldBe(payload[..65_536]);
        document.RootElement.GetProperty("sha256").GetString()
            .ShouldBe(Convert.ToHexStringLower(SHA256.HashData(payload)));
    }

    [Fact]
    public void Write_OnlyTheHeadAtHand_HasNoHash()
    {
        using var document = JsonDocument.Parse(Letter(new byte[10], 40_000_000).Write());

        document.RootElement.GetProperty("sha256").ValueKind.ShouldBe(JsonValueKind.Null);
        document.RootElement.GetProperty("length").GetInt64().ShouldBe(40_000_000);
    }

    [Fact]
    public void Write_HostileOrigin_StaysValidAndBounded()
    {
        var random = new Random(4);
        var schema = JsonSchema.OfMessage("dead-letter");
        for (var i = 0; i < 500; i++)
        {
            var origin = Samples.Text(random, "a\"\\\0\u001f\ud800\udc00\ufffeü/+", random.Next(3000));
            var json = (Letter([1, 2], 2) with { Origin = origin, ContentType = origin }).Write();

            schema.Validate(json).ShouldBeEmpty();
            Encoding.UTF8.GetString(json).Length.ShouldBeLessThan(6000);
        }
    }

    private static DeadLetterMessage Letter(byte[] payload, long length) => new()
    {
        Reason = "payload_too_large",
        Stage = "intake",
        Origin = "t",
        Length = length,
        Payload = payload,
    };
}
