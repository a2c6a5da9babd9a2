namespace LineAD.Training.Learning;

/// <summary>The notes of all architectures.</summary>
internal static class MethodNotes
{
    public const string Reconstruction = "our reconstruction";

    private const string Scale =
        "Score: maps of one kind are summed; each kind is scaled by a held-out good part's median pixel (0.5) and its 0.995 "
        + "quantile (1), both the median over the parts, so that one odd part among few does not set the scale; ";

    private const string Score = Scale + "then the kinds are averaged.";

    private const string LargestScore = Scale
        + "then the larger kind counts at every pixel: the discrepancy finds what nobody drew, the head outlines sharply, and "
        + "a mean of both would water down what only one of them sees.";

    private const string Phases =
        "Two phases, two fifths of the steps for the student and the rest for the head with the student frozen on its "
        + "running statistics: a head that learns on batch statistics sees other features than it will serve on.";

    private const string Synthesis =
        "Defects, on the part alone where it lies on a background: gaps from the outline inwards that show what is behind it, "
        + "cracks, one side of a line in another tone or with another part's surface, noise regions and outlines; filled with "
        + "procedural surfaces, the part's own tiles, another part, the background or a change of tone; half of them faint; one "
        + "picture in five stays good, and light and camera vary a little. Photographs of textures are not used: licence.";

    private const string HeadNote =
        "Head at stride 4, its context at stride 8, 64 channels for narrow teachers, else 128, focal loss (4) plus L1 as in "
        + "DeSTSeg; beside DeSTSeg's products of teacher and student it sees the teacher's unit vectors, for what a student "
        + "reproduces, as another finish, leaves no trace in products; its logit, not its probability, is scored, because "
        + "probabilities saturate and cannot be put on the discrepancy's scale.";

    public static MethodNote Rd { get; } = new(
        "RD4AD",
        "Deng and Li, Anomaly Detection via Reverse Distillation from One-Class Embedding, CVPR 2022",
        "Paper and code",
        "as published",
        [
            "The fourth convolution of the embedding, which the code declares but never uses, is left out.",
            "Upsampling with align_corners false; teachers with signed taps get wider decoders that end in a linear layer.",
        ]);

    public static MethodNote StuSeg { get; } = new(
        "STU-Seg",
        "Xi'an University of Posts and Telecommunications, J. of Data Acquisition and Processing, accepted 2026",
        "Abstract",
        Reconstruction,
        [
            "Student: a ResNet of basic blocks as U-Net, random at first, as in DeSTSeg, its parent, plus skips.",
            "Selective fusion is SKFusion: softmax weights per channel from the global context, which is what the abstract "
            + "says; it joins skip and decoder, and the levels of the head. Without it (sfm) both are concatenated.",
            "Dropout of 0.2 on skips and none from the stem: skips let a student copy a defect.",
            "Distillation: point-wise cosine, which a student that sees the image takes well.",
            Phases, HeadNote, Synthesis, LargestScore,
        ]);

    public static MethodNote FmgRd { get; } = new(
        "FMG-RD",
        "Qi, Chai et al., Chinese J. of Information Fusion 2024, doi 10.62762/CJIF.2024.734267",
        "Front matter and abstract",
        Reconstruction,
        [
            "Mask: a 16 × 16 grid over the picture, the same on all levels, 10 to 40 % dropped, silent regions a little more "
            + "often (our reading of spatial redundancy); in training only, so that scores do not depend on chance. "
            + "Without it (mask) nothing is dropped.",
            "Attention fusion: ECA for teachers of basic blocks, CBAM for bottlenecks, then selective fusion of the taps.",
            "A generator of MGD (3×3, ReLU, 3×3) ends every level and fills in what was masked.",
            "Loss: global cosine to the unmasked taps plus 0.1 of the ten worst positions (AAND).",
            "Optimiser, schedule and score as RD4AD.",
        ]);

    public static MethodNote Afkd { get; } = new(
        "AFKD",
        "Shenyang University of Technology, J. of Electronic Measurement and Instrumentation, E2519279",
        "Abstract",
        Reconstruction,
        [
            "Progressive fusion is a three-level AFPN with two residual blocks a step instead of four; weights per level are "
            + "ASFF's, per position. Without it (asff) they are one number per level.",
            "Start values after He, not AFPN's Xavier with gain 0.02, which stalls without a warm-up.",
            "The fused maps reach the decoder only through the code: as skips they would carry defects past it.",
            "Loss, optimiser and score as RD4AD.",
        ]);

    public static MethodNote NNet { get; } = new(
        "N-Net",
        "Li, Li, Xing and Tang, Acta Electronica Sinica 53(3) 2025, doi 10.12263/DZXB.20240733",
        "Abstract",
        Reconstruction,
        [
            "Adaptation: a residual 1×1, 3×3, 1×1 per tap, learnt in the first fifth of the steps: good features stay, those of "
            + "drawn defects leave the good ones (after AAND and URD). RD++'s opposite aim would take the defect out of the "
            + "very target that students are compared with. Then it is frozen: a target that goes on moving can collapse.",
            "Forward branch: a ResNet of basic blocks on the image; reverse branch: RD4AD on the adapted taps.",
            "Filter: query and compression are memories (MemAE) of 100 codes and of 200 features at a quarter of the channels. "
            + "Without it (filter) features pass as they are.",
            "Loss: global cosine of each branch, 0.1 between them, 0.0002 entropy of the addresses.",
            Score,
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
            Phases, HeadNote, Synthesis, LargestScore,
        ]);
}
