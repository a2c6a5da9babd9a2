using LineAD.Simulation.Parts.Defects;

namespace LineAD.Simulation.Parts;

/// <summary>Places a flaw on a part.</summary>
internal static class FlawFactory
{
    public static IPartFlaw? Create(PartDefect defect, Random random, PartPose pose, uint seed)
    {
        var pixel = 1 / pose.Radius;
        switch (defect)
        {
            case PartDefect.None:
                return null;
            case PartDefect.Crack:
                return new Crack(random, pixel);
            case PartDefect.MissingPiece:
                return new Bite(random, pixel, seed);
            default:
                var (u, v) = PlainSpot(random);
                return defect switch
                {
                    PartDefect.Scratch => new Scratch(random, u, v, pixel),
                    PartDefect.Dent => new Dent(random, u, v, pose.LightOnPart()),
                    PartDefect.Stain => new Stain(random, u, v, seed),
                    _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, "Use a defined defect."),
                };
        }
    }

    private static (double U, double V) PlainSpot(Random random)
    {
        const double margin = 0.05;
        while (true)
        {
            var (u, v) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            if (Flange.IsPlain(u, v, margin))
            {
                return (u, v);
            }
        }
    }
}
