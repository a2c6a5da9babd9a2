using System.Text;

namespace MQTTnet;

/// <summary>Reading help for messages.</summary>
public static class MqttApplicationMessageExtensions
{
    /// <summary>The payload as UTF-8 text; null when it is empty.</summary>
    public static string ConvertPayloadToString(this MqttApplicationMessage applicationMessage)
    {
        ArgumentNullException.ThrowIfNull(applicationMessage);
        var payload = applicationMessage.Payload;
        return payload.Length == 0 ? null : Encoding.UTF8.GetString(payload);
    }
}
