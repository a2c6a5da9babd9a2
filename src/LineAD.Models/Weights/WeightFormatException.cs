namespace LineAD.Models.Weights;

/// <summary>A finding in a weight file; <see cref="WeightFile.Open"/> adds the file and the remedy.</summary>
internal sealed class WeightFormatException(string finding) : Exception(finding);
