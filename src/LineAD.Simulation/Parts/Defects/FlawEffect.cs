namespace LineAD.Simulation.Parts.Defects;

/// <summary>What a flaw does to one point.</summary>
/// <param name="Extent">Share of the point that belongs to the flaw, 0 to 1; the mask is where it exceeds one
/// half.</param>
/// <param name="Factor">Brightness is multiplied by this.</param>
/// <param name="Offset">And this is added.</param>
/// <param name="Tint">Red is raised and blue lowered by this share.</param>
/// <param name="Removed">Share of the metal that is gone, 0 to 1.</param>
internal readonly record struct FlawEffect(
    double Extent, double Factor = 1, double Offset = 0, double Tint = 0, double Removed = 0)
{
    /// <summary>Nothing changes.</summary>
    public static FlawEffect None => new(0);
}
