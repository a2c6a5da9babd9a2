namespace LineAD.Simulation.Parts;

/// <summary>Small shading helpers.</summary>
internal static class Shading
{
    /// <summary>
    /// 0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between; works downwards too.
    /// </summary>
    public static double Step(double from, double to, double value)
    {
        var t = Math.Clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>A soft ridge of half width <paramref name="width"/> around zero.</summary>
    public static double Ridge(double distance, double width) => Math.Exp(-distance * distance / (width * width));
}
