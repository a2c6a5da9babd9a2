using System.Text;
using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using MQTTnet;

namespace LineAD.Transport.Mqtt.Connections;

/// <summary>
/// User name from the configuration, password from a file or an environment variable. It is read at every connect, so a
/// changed secret needs no restart, and it is never kept or logged.
/// </summary>
internal sealed class MqttCredentials(MqttOptions options) : IMqttClientCredentialsProvider
{
    /// <inheritdoc />
    public string GetUserName(MqttClientOptions clientOptions) => options.User!;

    /// <inheritdoc />
    /// <exception cref="TransportException">The file or variable cannot be read.</exception>
    public byte[] GetPassword(MqttClientOptions clientOptions)
    {
        if (options.PasswordFile is { } file)
        {
            return Encoding.UTF8.GetBytes(FirstLine(file));
        }

        if (options.PasswordEnvironment is { } variable)
        {
            var value = Environment.GetEnvironmentVariable(variable) ?? throw new TransportException(
                $"$.mqtt.passwordEnvironment: the variable '{variable}' is not set. Set it, or use passwordFile.");
            return Encoding.UTF8.GetBytes(value);
        }

        return null!;
    }

    private static string FirstLine(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            return reader.ReadLine() ?? string.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransportException(
                $"$.mqtt.passwordFile: '{file}' cannot be read: {exception.Message} Check path and rights.", exception);
        }
    }
}
