using System.Text;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Transport.Mqtt.Connections;
using MQTTnet;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class MqttConnectionSettingsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void GetPassword_FromFile_IsTheFirstLineAndReadEachTime()
    {
        var credentials = Build(o => o.PasswordFile = _file).Credentials;
        File.WriteAllText(_file, "first\r\nignored\n");
        Password(credentials).ShouldBe("first");
        File.WriteAllText(_file, "second");

        Password(credentials).ShouldBe("second");
    }

    [Fact]
    public void GetPassword_FileMissing_NamesFieldAndFile()
    {
        var credentials = Build(o => o.PasswordFile = _file + ".none").Credentials;

        Should.Throw<TransportException>(() => credentials.GetPassword(null!)).Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain("$.mqtt.passwordFile"), m => m.ShouldContain(_file));
    }

    [Fact]
    public void GetPassword_FromEnvironment_IsItsValue()
    {
        Environment.SetEnvironmentVariable("LINEAD_TEST_PASSWORD", "secret");
        Password(Build(o => o.PasswordEnvironment = "LINEAD_TEST_PASSWORD").Credentials).ShouldBe("secret");
        var missing = Build(o => o.PasswordEnvironment = "LINEAD_TEST_NONE").Credentials;

        Should.Throw<TransportException>(() => missing.GetPassword(null!)).Message.ShouldContain("LINEAD_TEST_NONE");
    }

    [Fact]
    public void Create_TlsWithUnusableFile_NamesFieldAndFile()
    {
        File.WriteAllText(_file, "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");

        Should.Throw<TransportException>(() => Build(o => o.Tls = new TlsOptions { CaFile = _file })).Message
            .ShouldContain("$.mqtt.tls.caFile");
    }

    [Theory]
    [InlineData(false, null, 1883)]
    [InlineData(true, null, 8883)]
    [InlineData(true, 18883, 18883)]
    public void Create_Port_FollowsTls(bool tls, int? port, int expected)
    {
        var options = Build(o =>
        {
            o.Port = port;
            o.Tls = tls ? new TlsOptions() : null;
        });

        ((MqttClientTcpOptions)options.ChannelOptions).RemoteEndpoint.ToString()!.ShouldEndWith($":{expected}");
    }

    private static string Password(IMqttClientCredentialsProvider credentials) =>
        Encoding.UTF8.GetString(credentials.GetPassword(null!));

    private static MqttClientOptions Build(Action<MqttOptions> configure)
    {
        var options = new MqttOptions { User = "u" };
        configure(options);
        return new MqttConnectionSettings(options).Create("id").Build();
    }
}
