using LineAD.Core.Intake;
using LineAD.Core.Wire;
using MQTTnet.Packets;

namespace LineAD.Transport.Mqtt.Frames;

/// <summary>Reads the CloudEvents attributes out of the user properties of a message; other properties are ignored.</summary>
internal static class FrameAttributesReader
{
    public static FrameAttributes Read(List<MqttUserProperty>? properties)
    {
        if (properties is null || properties.Count == 0)
        {
            return FrameAttributes.Empty;
        }

        var values = new string?[Names.Length];
        var contradiction = default(string);
        for (var i = 0; i < properties.Count; i++)
        {
            var index = Array.IndexOf(Names, properties[i].Name);
            if (index >= 0)
            {
                contradiction ??= values[index] is { } first && first != properties[i].Value ? Names[index] : null;
                values[index] ??= properties[i].Value;
            }
        }

        return new FrameAttributes
        {
            Id = values[0],
            Source = values[1],
            Type = values[2],
            Time = values[3],
            PartId = values[4],
            Category = values[5],
            Sequence = values[6],
            DeadlineMs = values[7],
            Simulated = values[8],
            TraceParent = values[9],
            Contradiction = contradiction,
        };
    }

    private static readonly string[] Names =
    [
        CloudEventNames.Id, CloudEventNames.Source, CloudEventNames.Type, CloudEventNames.Time, CloudEventNames.PartId,
        CloudEventNames.Category, CloudEventNames.Sequence, CloudEventNames.DeadlineMs, CloudEventNames.Simulated,
        CloudEventNames.TraceParent,
    ];
}
