namespace LineAD.Service.Faults;

/// <summary>That fault injection is on, and where it listens.</summary>
/// <param name="Board">What the decorators ask.</param>
/// <param name="SocketPath">Path of the Unix socket.</param>
internal sealed record FaultInjection(FaultBoard Board, string SocketPath);
