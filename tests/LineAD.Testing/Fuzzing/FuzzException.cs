namespace LineAD.Testing.Fuzzing;

/// <summary>A target broke its contract; the message holds the input.</summary>
public sealed class FuzzException(string message, Exception? innerException) : Exception(message, innerException);
