namespace LineAD.Simulation.Parts.Defects;

/// <summary>A flaw in part coordinates.</summary>
internal interface IPartFlaw
{
    /// <summary>How the flaw changes a point of the metal.</summary>
    FlawEffect At(double u, double v);
}
