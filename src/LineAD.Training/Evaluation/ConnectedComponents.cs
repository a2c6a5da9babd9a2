namespace LineAD.Training.Evaluation;

/// <summary>Labels the defects of a mask: two-pass union-find, 8-connectivity.</summary>
public static class ConnectedComponents
{
    /// <summary>Labels <paramref name="mask"/>, row-major, <paramref name="width"/> pixels a row.</summary>
    /// <param name="mask">True where the part is defective.</param>
    /// <param name="width">Pixels a row; the mask's length is a multiple of it.</param>
    /// <param name="labels">Receives 0 for background, 1… for the components in the order of their first pixel.</param>
    /// <returns>Number of components.</returns>
    public static int Label(ReadOnlySpan<bool> mask, int width, Span<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNotEqual(mask.Length % width, 0, nameof(mask));
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, mask.Length, nameof(labels));
        var parents = new List<int> { 0 };
        for (var i = 0; i < mask.Length; i++)
        {
            labels[i] = mask[i] ? FirstPass(labels, i, width, parents) : 0;
        }

        return Renumber(labels, parents);
    }

    private static int FirstPass(ReadOnlySpan<int> labels, int index, int width, List<int> parents)
    {
        var column = index % width;
        var label = 0;
        label = column > 0 ? Join(label, labels[index - 1], parents) : label;
        if (index >= width)
        {
            label = Join(label, labels[index - width], parents);
            label = column > 0 ? Join(label, labels[index - width - 1], parents) : label;
            label = column < width - 1 ? Join(label, labels[index - width + 1], parents) : label;
        }

        if (label == 0)
        {
            label = parents.Count;
            parents.Add(label);
        }

        return label;
    }

    private static int Join(int label, int neighbour, List<int> parents)
    {
        if (neighbour == 0)
        {
            return label;
        }

        var root = Root(neighbour, parents);
        if (label == 0)
        {
            return root;
        }

        var other = Root(label, parents);
        var (low, high) = root < other ? (root, other) : (other, root);
        parents[high] = low;
        return low;
    }

    private static int Root(int label, List<int> parents)
    {
        while (parents[label] != label)
        {
            parents[label] = parents[parents[label]];
            label = parents[label];
        }

        return label;
    }

    private static int Renumber(Span<int> labels, List<int> parents)
    {
        var numbers = new int[parents.Count];
        var count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != 0)
            {
                ref var number = ref numbers[Root(labels[i], parents)];
                number = number == 0 ? ++count : number;
                labels[i] = number;
            }
        }

        return count;
    }
}
