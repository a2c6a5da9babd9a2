using System.Text;
using LineAD.Testing;
using MQTTnet;
using MQTTnet.Protocol;

namespace LineAD.Transport.Tests.Mqtt;

public sealed class CommandTests(BrokerFixture fixture) : IClassFixture<BrokerFixture>
{
    [MosquittoFact]
    public async Task Command_WithResponseTopic_IsAnsweredWithItsCorrelation()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        using var client = new MqttClientFactory().CreateMqttClient();
        var answer = new TaskCompletionSource<MqttApplicationMessage>();
        client.ApplicationMessageReceivedAsync += m => Task.FromResult(answer.TrySetResult(m.ApplicationMessage));
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", fixture.Broker.Port).Build());
        await client.SubscribeAsync(
            new MqttClientSubscribeOptionsBuilder().WithTopicFilter($"answers/{options.Root}").Build());

        await client.PublishAsync(new MqttApplicationMessage
        {
            Topic = $"{options.Root}/l1/cmd/model/activate",
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ResponseTopic = $"answers/{options.Root}",
            CorrelationData = [7, 8],
        });

        var got = await answer.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Encoding.UTF8.GetString(got.Payload).ShouldBe("l1:model/activate");
        got.CorrelationData.ShouldBe([7, 8]);
        Eventually.True(() => test.Source.Unacknowledged == 0);
    }

    [MosquittoFact]
    public async Task Command_ResponseTopicIsAGate_GetsNoAnswer()
    {
        var options = Setup.Options(fixture.Broker);
        await using var test = new SourceUnderTest(options, new RecordingIntake());
        using var client = new MqttClientFactory().CreateMqttClient();
        var topics = new List<string>();
        client.ApplicationMessageReceivedAsync += m =>
        {
            lock (topics)
            {
                topics.Add(m.ApplicationMessage.Topic);
            }

            return Task.CompletedTask;
        };
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", fixture.Broker.Port).Build());
        await client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter($"{options.Root}/l1/s1/#").WithTopicFilter($"ok/{options.Root}").Build());

        foreach (var response in new[] { $"{options.Root}/l1/s1/decision", $"ok/{options.Root}" })
        {
            await client.PublishAsync(new MqttApplicationMessage
            {
                Topic = $"{options.Root}/l1/cmd/x",
                QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
                ResponseTopic = response,
            });
        }

        Eventually.True(() => topics.Contains($"ok/{options.Root}"));
        topics.ShouldBe([$"ok/{options.Root}"]);
    }
}
