namespace LineAD.Core.Errors;

/// <summary>A frame that a message names cannot be read.</summary>
/// <param name="message">What is wrong and, where somebody can help it, what to do.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class ClaimException(string message, Exception? innerException = null) : Exception(message, innerException);
