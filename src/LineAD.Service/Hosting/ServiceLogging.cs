using LineAD.Core.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace LineAD.Service.Hosting;

/// <summary>The log on standard error; standard output is for the READY line.</summary>
internal static class ServiceLogging
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";

    public static void Configure(ILoggingBuilder logging, LoggingOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(Enum.Parse<LogLevel>(options.Level, ignoreCase: true));
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.Format == "json")
        {
            logging.AddJsonConsole(c => (c.TimestampFormat, c.UseUtcTimestamp) = (TimeFormat, true));
        }
        else
        {
            logging.AddSimpleConsole(c => (c.SingleLine, c.TimestampFormat, c.UseUtcTimestamp) = (true, TimeFormat, true));
        }
    }
}
