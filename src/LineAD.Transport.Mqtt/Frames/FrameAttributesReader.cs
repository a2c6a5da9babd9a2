using LineAD.Core.Intake;
using MQTTnet.Packets;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>Reads the CloudEvents attributes out of the user properties of a message; other properties are ignored.</summary>
internal static class FrameAttributesReader
{
    private static readonly string[] Names = [.. FrameAttributeValues.AttributeNames];

    public static FrameAttributes Read(List<MqttUserProperty>? properties)
    {
        if (properties is null || properties.Count == 0)
        {
            return FrameAttributes.Empty;
        }

        var values = new FrameAttributeValues(Names);
        for (var i = 0; i < properties.Count; i++)
        {
            values.Add(properties[i].Name, properties[i].ReadValueAsString());
        }

        return values.Build();
    }
}
