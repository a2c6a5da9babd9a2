using LineAD.Core.Configuration;
using LineAD.Core.Errors;

namespace LineAD.Transport.Kafka.Connections;

/// <summary>The password of SASL: from a file or an environment variable, read when a client is made, never logged.</summary>
internal static class KafkaSecret
{
    /// <summary>The password, or null when none is configured.</summary>
    /// <exception cref="TransportException">The file or variable cannot be read.</exception>
    public static string? Read(KafkaOptions options)
    {
        if (options.PasswordFile is { } file)
        {
            return FirstLine(file);
        }

        return options.PasswordEnvironment is { } variable
            ? Environment.GetEnvironmentVariable(variable) ?? throw new TransportException(
                $"$.kafka.passwordEnvironment: the variable '{variable}' is not set. Set it, or use passwordFile.")
            : null;
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
                $"$.kafka.passwordFile: '{file}' cannot be read: {exception.Message} Check path and rights.", exception);
        }
    }
}
