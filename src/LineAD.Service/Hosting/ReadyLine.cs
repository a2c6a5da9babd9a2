using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LineAD.Service.Hosting;

/// <summary>
/// The one machine-readable line on standard output: <c>READY {"http":"http://127.0.0.1:PORT",…}</c>.
/// </summary>
internal sealed class ReadyLine(TextWriter output, IServer server, int stations)
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public void Write(ushort epoch)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Format))
        {
            json.WriteStartObject();
            json.WriteString("http", address);
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteNumber("epoch", epoch);
            json.WriteNumber("stations", stations);
            json.WriteEndObject();
        }

        output.WriteLine($"READY {System.Text.Encoding.UTF8.GetString(stream.ToArray())}");
        output.Flush();
    }
}
