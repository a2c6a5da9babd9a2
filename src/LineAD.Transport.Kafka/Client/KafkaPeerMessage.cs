namespace LineAD.Transport.Kafka.Client;

/// <summary>A record that a <see cref="KafkaPeer"/> received.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its offset.</param>
/// <param name="Key">Its key as text; empty without one.</param>
/// <param name="Value">Its bytes, the receiver's own; empty for none.</param>
/// <param name="Headers">Its headers as text; of several with one name the last.</param>
public sealed record KafkaPeerMessage(
    string Topic, int Partition, long Offset, string Key, byte[] Value, IReadOnlyDictionary<string, string> Headers);
