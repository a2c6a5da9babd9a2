using System.Text;

namespace MQTTnet.Packets;

public static class MqttUserPropertyExtensions
{
    /// <summary>The value as text; empty for an empty value.</summary>
    public static string ReadValueAsString(this MqttUserProperty userProperty) =>
        Encoding.UTF8.GetString((userProperty ?? throw new ArgumentNullException(nameof(userProperty))).ValueBuffer.Span);
}
