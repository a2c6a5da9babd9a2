namespace LineAD.Training.Synthesis;

/// <summary>Pieces and holes of areas, neighbours above, below, left and right.</summary>
internal static class AreaFlood
{
    /// <summary>The pieces that are at least that share of the largest.</summary>
    public static bool[] LargePieces(bool[] area, int width, double share)
    {
        var (seen, pieces) = (new bool[area.Length], new List<List<int>>());
        for (var i = 0; i < area.Length; i++)
        {
            if (area[i] && !seen[i])
            {
                pieces.Add(From(i, area, seen, width));
            }
        }

        var kept = new bool[area.Length];
        var least = pieces.Count == 0 ? 0 : share * pieces.Max(piece => piece.Count);
        pieces.Where(piece => piece.Count >= least).SelectMany(piece => piece).ToList().ForEach(i => kept[i] = true);
        return kept;
    }

    /// <summary>The area with everything that it encloses.</summary>
    public static bool[] WithoutHoles(bool[] area, int width)
    {
        var (outside, seen) = (Array.ConvertAll(area, inside => !inside), new bool[area.Length]);
        for (var i = 0; i < area.Length; i++)
        {
            var onBorder = i < width || i >= area.Length - width || i % width == 0 || i % width == width - 1;
            if (onBorder && outside[i] && !seen[i])
            {
                From(i, outside, seen, width);
            }
        }

        return Array.ConvertAll(seen, reached => !reached);
    }

    private static List<int> From(int start, bool[] area, bool[] seen, int width)
    {
        var reached = new List<int> { start };
        seen[start] = true;
        for (var next = 0; next < reached.Count; next++)
        {
            var i = reached[next];
            Visit(i - width, true);
            Visit(i + width, true);
            Visit(i - 1, i % width > 0);
            Visit(i + 1, i % width < width - 1);
        }

        return reached;

        void Visit(int i, bool isNeighbour)
        {
            if (isNeighbour && i >= 0 && i < area.Length && area[i] && !seen[i])
            {
                seen[i] = true;
                reached.Add(i);
            }
        }
    }
}
