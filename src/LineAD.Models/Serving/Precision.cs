namespace LineAD.Models.Serving;

/// <summary>Precision of inference.</summary>
public enum Precision
{
    /// <summary>IEEE single.</summary>
    Fp32,

    /// <summary>Brain float: fast where the CPU or GPU has instructions for it.</summary>
    Bf16,

    /// <summary>IEEE half; GPUs only.</summary>
    Fp16,
}
