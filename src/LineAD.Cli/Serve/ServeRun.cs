using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Service.Configuration;
using LineAD.Service.Hosting;

namespace LineAD.Cli.Serve;

/// <summary>Reads the configuration and runs the host.</summary>
internal static class ServeRun
{
    /// <summary>Returns the exit code; configuration errors go to standard error, one line each.</summary>
    public static async Task<int> RunAsync(
        string configFile,
        IReadOnlyList<string> settings,
        bool checkOnly,
        string? faultSocket,
        CancellationToken cancellationToken)
    {
        try
        {
            var options = ConfigurationLoader.Load(
                configFile, ProcessEnvironment.Read(), settings, ConfigurationFacts.ThisMachine);
            if (checkOnly)
            {
                await Console.Out.WriteLineAsync($"{configFile}: ok, {options.Stations.Count} stations.");
                return ExitCodes.Ok;
            }

            return await LineAdHost.RunAsync(options, faultSocket, Console.Out, cancellationToken);
        }
        catch (LineAdConfigurationException e)
        {
            foreach (var error in e.Errors)
            {
                await Console.Error.WriteLineAsync(error.ToString());
            }

            return ExitCodes.Configuration;
        }
    }
}
