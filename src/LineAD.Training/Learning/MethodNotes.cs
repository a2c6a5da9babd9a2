namespace LineAD.Training.Learning;

/// <summary>The notes of all architectures.</summary>
internal static class MethodNotes
{
    public const string Reconstruction = "our reconstruction";

    private const string Score =
        "Score: maps of one kind are summed; each kind is scaled by the median and the 0.995 quantile of held-out good pixels "
        + "and the kinds are averaged, because the discrepancy finds what nobody drew and the head outlines it sharply.";

    private const string Phases =
        "Two phases, three fifths of the steps for the student and the rest for the head with the student frozen on its "
        + "running statistics: a head that learns on batch statistics sees other features than it will serve on.";

    private const string Synthesis =
        "Defects: noise regions and outlines, filled with procedural surfaces, the part's own tiles, another part, the "
        + "background or a change of tone; one picture in five stays good. Photographs of textures are not used: licence.";

    private const string HeadNote =
        "Head at stride 4, 64 channels for narrow teachers, else 128, focal loss (4) plus L1 as in DeSTSeg; its logit, not "
        + "its probability, is scored, because probabilities saturate and cannot be put on the discrepancy's scale.";

    public static MethodNote Rd { get; } = new(
        "RD4AD",
        "Deng and Li, Anomaly Detection via Reverse Distillation from One-Class Embedding, CVPR 2022",
        "Paper and code",
        "as published",
        [
            "The fourth convolution of the embedding, which the code declares but never uses, is left out.",
            "Upsampling with align_corners false; teachers with signed taps get wider decoders that end in a linear layer.",
        ]);

    public static MethodNote PfadSeg { get; } = new(
        "PFADSeg",
        "Song et al., arXiv 2501.12104",
        "Abstract, introduction and a third party's review (backbone, loss)",
        Reconstruction,
        [
            "Aggregation: taps meet at strides 8 and 16 in parallel, each with an attentive residual block; the text names "
            + "parallel feature aggregation and attention in residual blocks, not where.",
            "Attention is CBAM before the residual addition, the usual place.",
            "Distillation: global plus point-wise cosine at equal weight; point-wise alone is unstable for students that "
            + "decode.",
            "Adaptive fusion in the head is ASFF over three levels; without it (affm) the levels are concatenated.",
            Phases, HeadNote, Synthesis, Score,
        ]);
}
