using System.Globalization;

namespace LineAD.Simulation.Brokers;

/// <summary>Writes a mosquitto.conf for a listener on 127.0.0.1.</summary>
internal static class MosquittoConfiguration
{
    public static IReadOnlyList<string> Lines(MosquittoOptions options, int port, string folder)
    {
        var lines = new List<string>
        {
            Line($"listener {port} 127.0.0.1"),
            Line($"allow_anonymous {Word(options.AllowAnonymous)}"),
            Line($"user {Environment.UserName}"),
            "set_tcp_nodelay true",
            Line($"max_inflight_messages {options.MaxInflightMessages}"),
            Line($"max_queued_messages {options.MaxQueuedMessages}"),
            "log_dest stderr",
            "log_type error",
            "log_type warning",
            "log_type notice",
            Line($"persistence {Word(options.Persistence)}"),
        };
        AddIf(lines, options.Persistence, Line($"persistence_location {folder}/"));
        AddIf(lines, options.Persistence, "autosave_on_changes true");
        AddIf(lines, options.Persistence, "autosave_interval 1");
        AddIf(lines, options.MessageSizeLimit > 0, Line($"message_size_limit {options.MessageSizeLimit}"));
        AddIf(lines, options.MaxPacketSize > 0, Line($"max_packet_size {options.MaxPacketSize}"));
        AddIf(lines, options.PasswordFile != null, $"password_file {options.PasswordFile}");
        AddIf(lines, options.AclFile != null, $"acl_file {options.AclFile}");
        AddIf(lines, options.CertificateFile != null, $"certfile {options.CertificateFile}");
        AddIf(lines, options.KeyFile != null, $"keyfile {options.KeyFile}");
        AddIf(lines, options.CaFile != null, $"cafile {options.CaFile}");
        AddIf(lines, options.RequireClientCertificate, "require_certificate true");
        lines.AddRange(options.ExtraLines);
        return lines;
    }

    private static string Word(bool value) => value ? "true" : "false";

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void AddIf(List<string> lines, bool condition, string line)
    {
        if (condition)
        {
            lines.Add(line);
        }
    }
}
