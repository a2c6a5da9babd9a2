using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineAD.Training.Benchmarking;

/// <summary>Hundreds of scores on one line instead of one a line.</summary>
internal sealed class FlatNumbers : JsonConverter<IReadOnlyList<double>>
{
    /// <inheritdoc />
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<double[]>(ref reader) ?? throw new JsonException("scores are null");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options) =>
        writer.WriteRawValue(
            $"[{string.Join(", ", value.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}]");
}
