using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Service.Configuration;
using LineAD.Testing;

namespace LineAD.Service.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private static readonly ConfigurationFacts Facts = new(_ => false, _ => null);
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Load_ShippedFile_HasNoErrors()
    {
        var options = ConfigurationLoader.Load(Shipped, [], [], Facts);
        options.Stations.ShouldHaveSingleItem().Cameras.ShouldHaveSingleItem().Name.ShouldBe("cam1");
    }

    [Fact]
    public void Load_EverythingWrongAtOnce_ReportsEachWithItsPath()
    {
        var errors = Errors("""
            {
              "rot": "x",
              "mqtt": { "host": 5, "port": "1883", "required": "yes", "keepAliveSeconds": 2.5, "tls": { "caFile": "no.pem" } },
              "stations": [
                { "line": "l", "station": "s", "stationId": 1, "category": "c", "cameras": [{ "name": "a", "veiw": "b" }],
                  "latePolicy": "pass", "deadlineMs": 10, "deadlineMs": 20 },
                7
              ],
              "pipeline": [],
              "http": null,
              "models": { "teachers": { "resnet18": 3 } },
              "logging": { "level": "loud" }
            }
            """);

        errors.Select(e => e.Path).ShouldBe(
            [
                "$.rot", "$.mqtt.host", "$.mqtt.port", "$.mqtt.required", "$.mqtt.keepAliveSeconds",
                "$.stations[0].cameras[0].veiw", "$.stations[0].deadlineMs", "$.stations[1]", "$.pipeline", "$.http",
                "$.models.teachers.resnet18", "$.mqtt.tls.caFile", "$.stations[0].latePolicy", "$.logging.level",
            ],
            ignoreOrder: true);
        errors.First(e => e.Path == "$.rot").Remedy.ShouldContain("root");
        errors.First(e => e.Path.EndsWith("veiw", StringComparison.Ordinal)).Remedy.ShouldContain("view");
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("[]", "$")]
    [InlineData("{\"root\": \"linead\"\n\"x\": 1}", "line 2")]
    public void Load_NotAnObject_SaysWhere(string json, string expected)
    {
        Errors(json)[0].ToString().ShouldContain(expected);
    }

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        File.Delete(_path);
        var error = Should.Throw<LineAdConfigurationException>(() => ConfigurationLoader.Load(_path, [], [], Facts))
            .Errors.ShouldHaveSingleItem();
        error.Remedy.ShouldContain("--config");
    }

    [Fact]
    public void Load_EnvironmentAndCommandLine_OverrideTheFileInThatOrder()
    {
        var options = ConfigurationLoader.Load(
            Shipped,
            [
                new("LINEAD__MQTT__HOST", "broker"),
                new("linead__stations__0__deadlinems", "300"),
                new("LINEAD__STATIONS__0__CAMERAS__1__NAME", "cam2"),
                new("LINEAD__MQTT__TLS__TARGETHOST", "name"),
                new("LINEAD__MODELS__TEACHERS__RESNET18", "r.pth"),
                new("OTHER", "x"),
                new("LINEAD_HOME", "x"),
            ],
            ["stations[0].deadlineMs=400", "$.pipeline.policyLeadMs=12.5", "mqtt:required=false"],
            new ConfigurationFacts(_ => true, _ => null));

        (options.Mqtt!.Host, options.Mqtt.Required, options.Mqtt.Tls!.TargetHost).ShouldBe(("broker", false, "name"));
        options.Stations[0].DeadlineMs.ShouldBe(400);
        options.Stations[0].Cameras.Select(c => c.Name).ShouldBe(["cam1", "cam2"]);
        options.Pipeline.PolicyLeadMs.ShouldBe(12.5);
        options.Models.Teachers.ShouldContainKeyAndValue("resnet18", "r.pth");
    }

    [Theory]
    [InlineData("mqtt.hots=x")]
    [InlineData("mqtt=x")]
    [InlineData("mqtt.host.name=x")]
    [InlineData("stations[3].line=x")]
    [InlineData("stations.line=x")]
    [InlineData("stations[0]=x")]
    [InlineData("stations=x")]
    [InlineData("mqtt.port=abc")]
    [InlineData("mqtt.port=1 883")]
    [InlineData("pipeline.policyLeadMs=NaN")]
    [InlineData("mqtt.required=1")]
    [InlineData("host")]
    [InlineData("=x")]
    [InlineData("models.teachers=x")]
    public void Load_BadSetting_IsAnError(string setting)
    {
        Should.Throw<LineAdConfigurationException>(() => ConfigurationLoader.Load(Shipped, [], [setting], Facts))
            .Errors.ShouldHaveSingleItem().Remedy.ShouldNotBeEmpty();
    }

    private static string Shipped => RepositoryRoot.Combine("config", "linead.json");

    private IReadOnlyList<ConfigurationError> Errors(string json)
    {
        File.WriteAllText(_path, json);
        return Should.Throw<LineAdConfigurationException>(() => ConfigurationLoader.Load(_path, [], [], Facts)).Errors;
    }
}
