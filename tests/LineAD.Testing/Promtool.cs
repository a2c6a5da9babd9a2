using System.Diagnostics;

namespace LineAD.Testing;

/// <summary>Prometheus's own checker of the text format.</summary>
public static class Promtool
{
    /// <summary>True when the Debian package <c>prometheus</c> is installed.</summary>
    public static bool IsInstalled => File.Exists("/usr/bin/promtool");

    /// <summary>Runs <c>promtool check metrics</c> and returns its exit code and words.</summary>
    public static (int ExitCode, string Output) CheckMetrics(string exposition)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(exposition);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
