using LineAD.Cli.Commission;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Cli.Tests.Commission;

public sealed class CommissionBrokersTests
{
    [Fact]
    public void Of_NoConfiguration_LoopbackByMqttOrTheNamedCluster()
    {
        var mqtt = CommissionBrokers.Of(null, new BrokerChoice(), needsCommands: true);
        var kafka = CommissionBrokers.Of(null, new BrokerChoice(Bootstrap: "a:1,b:2"), needsCommands: false);
        var local = CommissionBrokers.Of(null, new BrokerChoice("kafka"), needsCommands: false);

        (mqtt.Mqtt!.Host, mqtt.Kafka).ShouldBe(("127.0.0.1", null));
        (kafka.Mqtt, kafka.Kafka!.BootstrapServers).ShouldBe((null, "a:1,b:2"));
        local.Kafka!.BootstrapServers.ShouldBe("127.0.0.1:9092");
    }

    [Fact]
    public void Of_ConfigurationWithMqtt_CredentialsAreKeptAndWhatIsNamedBesideItWins()
    {
        var service = new LineAdOptions { Mqtt = new MqttOptions { Host = "broker", Port = 8884, User = "cell7", Tls = new TlsOptions() } };

        var broker = CommissionBrokers.Of(service, new BrokerChoice(Port: 1234), needsCommands: false).Mqtt!;

        (broker.Host, broker.Port, broker.User, broker.Tls is not null).ShouldBe(("broker", 1234, "cell7", true));
    }

    [Fact]
    public void Of_ConfigurationThatTakesFramesFromKafka_ItsClusterWithSecurityAndCommandsOverItsMqtt()
    {
        var service = Service(mqttFrames: false, kafkaFrames: true);

        var brokers = CommissionBrokers.Of(service, new BrokerChoice(Bootstrap: "other:9093"), needsCommands: true);

        (brokers.Kafka!.BootstrapServers, brokers.Kafka.User, brokers.Kafka.SaslMechanism).ShouldBe(("other:9093", "cell7", "PLAIN"));
        brokers.Mqtt!.Host.ShouldBe("broker");
        CommissionBrokers.Of(service, new BrokerChoice(), needsCommands: false).Kafka.ShouldNotBeNull();
        CommissionBrokers.Of(service, new BrokerChoice("mqtt"), needsCommands: false).Kafka.ShouldBeNull();
    }

    [Fact]
    public void Of_ServiceTakesFramesFromBoth_AsksForTheTransport()
    {
        var service = Service(mqttFrames: true, kafkaFrames: true);

        Message(service, new BrokerChoice()).ShouldContain("--transport kafka");
        CommissionBrokers.Of(service, new BrokerChoice("kafka"), needsCommands: false).Kafka.ShouldNotBeNull();
        CommissionBrokers.Of(service, new BrokerChoice("mqtt"), needsCommands: false).Kafka.ShouldBeNull();
        CommissionBrokers.Of(service, new BrokerChoice(Host: "elsewhere"), needsCommands: false).Mqtt!.Host.ShouldBe("elsewhere");
    }

    [Fact]
    public void Of_WhatCannotBe_NamesOptionValueAndRemedy()
    {
        var onlyMqtt = new LineAdOptions { Mqtt = new MqttOptions() };
        var onlyKafka = new LineAdOptions { Kafka = new KafkaOptions { ReceiveFrames = true } };

        Message(onlyKafka, new BrokerChoice("mqtt")).ShouldContain("--host");
        Message(onlyMqtt, new BrokerChoice("kafka")).ShouldContain("--bootstrap HOST:PORT");
        Message(null, new BrokerChoice(Bootstrap: "broker")).ShouldContain("'broker' is not host:port");
        Message(null, new BrokerChoice("mqtt", Bootstrap: "broker:9092")).ShouldContain("'broker:9092'");
    }

    [Fact]
    public void Of_ModeToBeChangedAndNoWayToTheService_SaysHowElse()
    {
        var onlyKafka = new LineAdOptions { Kafka = new KafkaOptions { ReceiveFrames = true } };
        var silent = Service(mqttFrames: false, kafkaFrames: true);
        silent.Mqtt!.Publish = false;

        Message(onlyKafka, new BrokerChoice(), needsCommands: true).ShouldContain("stations[].mode");
        Message(null, new BrokerChoice(Bootstrap: "b:1"), needsCommands: true).ShouldContain("--host");
        Message(silent, new BrokerChoice(), needsCommands: true).ShouldContain("mqtt.publish");
        CommissionBrokers.Of(onlyKafka, new BrokerChoice("kafka", Host: "broker"), needsCommands: true).Mqtt!.Host.ShouldBe("broker");
    }

    private static LineAdOptions Service(bool mqttFrames, bool kafkaFrames) => new()
    {
        Mqtt = new MqttOptions { Host = "broker", ReceiveFrames = mqttFrames },
        Kafka = new KafkaOptions { ReceiveFrames = kafkaFrames, SaslMechanism = "PLAIN", User = "cell7" },
    };

    private static string Message(LineAdOptions? service, BrokerChoice choice, bool needsCommands = false) =>
        Should.Throw<LineAdConfigurationException>(() => CommissionBrokers.Of(service, choice, needsCommands)).Message;
}
