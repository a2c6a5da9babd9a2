using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace LineAD.Transport.Kafka;

/// <summary>
/// Shows Confluent.Kafka the librdkafka that lies beside the program. Where the package feed has librdkafka.redist there is none
/// there, and Confluent.Kafka finds its own.
/// </summary>
public static class KafkaNativeLibrary
{
    private const string ImportName = "librdkafka";
    private const string FileName = "librdkafka.so";

    /// <summary>The version of the loaded librdkafka, as in "2.15.1".</summary>
    /// <exception cref="InvalidOperationException">It can not be loaded; <see cref="TryLoad"/> says why.</exception>
    public static string Version => TryLoad(out var problem)
        ? Library.VersionString
        : throw new InvalidOperationException(problem);

    /// <summary>Loads librdkafka if that has not happened yet.</summary>
    /// <param name="problem">Why it can not be loaded and what to do; null when it is loaded.</param>
    /// <returns>Whether Kafka can be used.</returns>
    public static bool TryLoad([NotNullWhen(false)] out string? problem)
    {
        try
        {
            problem = Library.VersionString.Length > 0 ? null : "librdkafka names no version.";
        }
        catch (Exception failure) when (failure is DllNotFoundException or InvalidOperationException)
        {
            problem = $"librdkafka can not be loaded ({failure.Message.TrimEnd('.')}). "
                + $"Remedy: deploy/linead setup builds {FileName} and lays it into {AppContext.BaseDirectory}.";
        }

        return problem is null;
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Must be in place before the first use of Confluent.Kafka.")]
    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == ImportName && NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, FileName), out var handle)
            ? handle
            : nint.Zero;
}
