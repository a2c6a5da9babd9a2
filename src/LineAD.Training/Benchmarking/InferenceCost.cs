namespace LineAD.Training.Benchmarking;

/// <summary>What inference costs with the product's engine, teacher included.</summary>
/// <param name="TeacherParameters">Weights of the truncated teacher.</param>
/// <param name="StudentParameters">Weights of the student.</param>
/// <param name="MsPerFrameAlone">Milliseconds of a batch of one; the least of many.</param>
/// <param name="MsPerFrameOfEight">Milliseconds per frame of a batch of eight; the least of many.</param>
/// <param name="Precision">Precision that was faster.</param>
public sealed record InferenceCost(
    long TeacherParameters, long StudentParameters, double MsPerFrameAlone, double MsPerFrameOfEight, string Precision);
