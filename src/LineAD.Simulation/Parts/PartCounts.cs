namespace LineAD.Simulation.Parts;

/// <summary>How many parts a synthetic category has.</summary>
/// <param name="TrainGood">Good parts to train on.</param>
/// <param name="TestGood">Good parts to test with.</param>
/// <param name="TestPerDefect">Test parts of each kind of defect.</param>
public sealed record PartCounts(int TrainGood = 60, int TestGood = 20, int TestPerDefect = 8);
