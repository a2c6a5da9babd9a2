using LineAD.Core.Contracts;
using MQTTnet;

namespace LineAD.Transport.Mqtt.Decisions;

/// <summary>
/// One publication on its way: two messages, or four with the reject topics. Collects their answers and reports once.
/// </summary>
internal sealed class DecisionAttempt(DecisionPublication publication, Action<PublishOutcome> completed)
{
    // The gate reads the first two, JSON and binary; the others are for lights and displays.
    private const int GateMessages = 2;

    private int _finished;
    private int _heard;
    private int _refused;
    private int _failed;

    public DecisionPublication Publication => publication;

    /// <summary>Messages that a transmission takes.</summary>
    public int MessageCount => publication.IsRejectAtGate && !publication.Decision.Simulated ? 4 : 2;

    /// <summary>Whether any byte of it may have left already.</summary>
    public bool WasSent { get; private set; }

    /// <summary>Whether it could not be sent at once.</summary>
    public bool Waited { get; set; }

    /// <summary>The connection that the present transmission goes over.</summary>
    public int Epoch { get; private set; }

    /// <summary>When the present transmission began, monotonic.</summary>
    public long SentTimestamp { get; private set; }

    /// <summary>Starts a transmission.</summary>
    public void Begin(int epoch, long now)
    {
        Epoch = epoch;
        SentTimestamp = now;
        WasSent = true;
        _heard = _refused = _failed = 0;
    }

    /// <summary>Topic and bytes of a message, 0 to <see cref="MessageCount"/> − 1.</summary>
    public (string Topic, ReadOnlyMemory<byte> Payload) Message(int index, DecisionTopics topics)
    {
        var simulated = publication.Decision.Simulated;
        return index switch
        {
            0 => (topics.Decision(simulated), publication.Json),
            1 => (topics.DecisionBinary(simulated), publication.Binary),
            2 => (topics.Reject, publication.Json),
            _ => (topics.RejectBinary, publication.Binary),
        };
    }

    /// <summary>Takes the answer to one message, one after the other.</summary>
    public void Take(int index, Task<MqttClientPublishResult> answer)
    {
        if (!answer.IsCompletedSuccessfully)
        {
            _failed++;
        }
        else if (!answer.Result.IsSuccess)
        {
            _refused++;
        }
        else if (index < GateMessages && answer.Result.ReasonCode == MqttClientPublishReasonCode.Success)
        {
            _heard++;
        }
    }

    /// <summary>What the answers amount to; null when the connection broke before all were there.</summary>
    public PublishOutcome? Outcome() =>
        _refused > 0 ? PublishOutcome.Refused
        : _failed > 0 ? null
        : _heard > 0 ? PublishOutcome.Acknowledged
        : PublishOutcome.Unheard;

    /// <summary>Reports to the pipeline, once.</summary>
    public void Finish(PublishOutcome outcome)
    {
        if (Interlocked.Exchange(ref _finished, 1) == 0)
        {
            completed(outcome);
        }
    }
}
