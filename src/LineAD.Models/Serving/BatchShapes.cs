namespace LineAD.Models.Serving;

/// <summary>The few batch shapes that are warmed up: powers of two up to the largest batch, and that itself.</summary>
internal static class BatchShapes
{
    internal static IReadOnlyList<int> UpTo(int largest)
    {
        var shapes = new List<int>();
        for (var shape = 1; shape < largest; shape *= 2)
        {
            shapes.Add(shape);
        }

        shapes.Add(largest);
        return shapes;
    }
}
