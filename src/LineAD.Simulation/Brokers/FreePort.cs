using System.Net;
using System.Net.Sockets;

namespace LineAD.Simulation.Brokers;

/// <summary>Finds TCP ports on 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago, 1 to 65535; another process may take it, so starters retry.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
