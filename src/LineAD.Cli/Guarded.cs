using LineAD.Core.Errors;
using LineAD.Training.Data;

namespace LineAD.Cli;

/// <summary>Turns the exceptions that a user can mend into a message and an exit code; all others are defects and stay.</summary>
internal static class Guarded
{
    /// <summary>Runs <paramref name="action"/>.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCodes.Cancelled;
        }
        catch (LineAdConfigurationException e)
        {
            return await SayAsync(e.Message, ExitCodes.Configuration);
        }
        catch (DatasetException e)
        {
            return await SayAsync(e.Message, ExitCodes.Configuration);
        }
        catch (ModelBundleException e)
        {
            return await SayAsync(e.Message, ExitCodes.Model);
        }
        catch (TransportException e)
        {
            return await SayAsync(e.Message, ExitCodes.Broker);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return await SayAsync(e.Message, ExitCodes.Failed);
        }
    }

    private static async Task<int> SayAsync(string message, int code)
    {
        await Console.Error.WriteLineAsync($"linead: {message}");
        return code;
    }
}
