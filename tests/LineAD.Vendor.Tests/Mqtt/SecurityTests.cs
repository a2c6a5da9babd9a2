using System.Diagnostics;
using System.Net.Security;
using System.Text;
using LineAD.Simulation.Brokers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;

namespace LineAD.Vendor.Tests.Mqtt;

public sealed class SecurityTests : IDisposable
{
    private readonly Certificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [MosquittoTheory]
    [InlineData(10)]
    [InlineData(3_000_000)]
    public async Task Tls_TrustedChain_MessagesGoBothWays(int size)
    {
        await using var broker = await StartAsync(requireClient: false);
        using var client = await ConnectAsync(broker, o => o.WithTrustChain(_certificates.Authorities()));
        var received = client.Collect();
        await client.SubscribeAsync("t", 1);

        (await client.PublishAsync(Clients.Message("t", new byte[size]))).IsSuccess.ShouldBeTrue();

        await Clients.EventuallyAsync(() => !received.IsEmpty, "the message");
        received.Single().ApplicationMessage.Payload.Length.ShouldBe(size);
    }

    [MosquittoFact]
    public async Task Tls_UnknownAuthority_IsRefused()
    {
        await using var broker = await StartAsync(requireClient: false);
        using var others = new Certificates();

        await Should.ThrowAsync<MqttCommunicationException>(
            () => ConnectAsync(broker, o => o.WithTrustChain(others.Authorities())));
    }

    [MosquittoFact]
    public async Task Tls_WrongHostName_IsRefusedUnlessTheHandlerAccepts()
    {
        await using var broker = await StartAsync(requireClient: false);
        var errors = SslPolicyErrors.None;

        await Should.ThrowAsync<MqttCommunicationException>(() => ConnectAsync(
            broker, o => o.WithTrustChain(_certificates.Authorities()).WithTargetHost("other.example")));
        using var client = await ConnectAsync(broker, o => o.WithTrustChain(_certificates.Authorities())
            .WithTargetHost("other.example")
            .WithCertificateValidationHandler(e =>
            {
                errors = e.SslPolicyErrors;
                return true;
            }));

        errors.ShouldBe(SslPolicyErrors.RemoteCertificateNameMismatch);
        client.IsConnected.ShouldBeTrue();
    }

    [MosquittoFact]
    public async Task Tls_ClientCertificate_IsDemandedAndAccepted()
    {
        await using var broker = await StartAsync(requireClient: true);

        await Should.ThrowAsync<MqttCommunicationException>(
            () => ConnectAsync(broker, o => o.WithTrustChain(_certificates.Authorities())));
        using var client = await ConnectAsync(broker, o => o
            .WithTrustChain(_certificates.Authorities()).WithClientCertificates([_certificates.Client()]));

        client.IsConnected.ShouldBeTrue();
    }

    [MosquittoTheory]
    [InlineData("right", MqttProtocolVersion.V500, MqttClientConnectResultCode.Success)]
    [InlineData("wrong", MqttProtocolVersion.V500, MqttClientConnectResultCode.NotAuthorized)]
    [InlineData("wrong", MqttProtocolVersion.V311, MqttClientConnectResultCode.NotAuthorized)]
    public async Task Credentials_Password_IsChecked(
        string password, MqttProtocolVersion version, MqttClientConnectResultCode expected)
    {
        var file = Path.Combine(Path.GetDirectoryName(_certificates.CaFile)!, "passwords");
        using (var tool = Process.Start("mosquitto_passwd", ["-b", "-c", file, "user", "right"]))
        {
            await tool.WaitForExitAsync();
        }

        await using var broker = await MosquittoBroker.StartAsync(
            new MosquittoOptions { AllowAnonymous = false, PasswordFile = file });
        using var client = Clients.New();

        var result = await client.ConnectAsync(
            Clients.Options(broker, version).WithCredentials(new FixedCredentials(password)).Build());

        result.ResultCode.ShouldBe(expected);
    }

    private Task<MosquittoBroker> StartAsync(bool requireClient) => MosquittoBroker.StartAsync(new MosquittoOptions
    {
        CaFile = _certificates.CaFile,
        CertificateFile = _certificates.CertificateOf("server"),
        KeyFile = _certificates.KeyOf("server"),
        RequireClientCertificate = requireClient,
    });

    private static async Task<IMqttClient> ConnectAsync(
        MosquittoBroker broker, Action<MqttClientTlsOptionsBuilder> configure)
    {
        var client = Clients.New();
        var options = Clients.Options(broker).WithTlsOptions(o =>
        {
            o.WithIgnoreCertificateRevocationErrors();
            configure(o);
        });
        var result = await client.ConnectAsync(options.Build());
        result.ResultCode.ShouldBe(MqttClientConnectResultCode.Success);
        return client;
    }

    private sealed class FixedCredentials(string password) : IMqttClientCredentialsProvider
    {
        public string GetUserName(MqttClientOptions clientOptions) => "user";

        public byte[] GetPassword(MqttClientOptions clientOptions) => Encoding.UTF8.GetBytes(password);
    }
}
