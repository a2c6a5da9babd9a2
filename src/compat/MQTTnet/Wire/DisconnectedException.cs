namespace MQTTnet.Wire;

/// <summary>The broker sent DISCONNECT; ends the receive loop.</summary>
internal sealed class DisconnectedException : Exception;
