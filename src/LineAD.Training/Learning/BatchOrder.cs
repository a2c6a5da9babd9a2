namespace LineAD.Training.Learning;

/// <summary>
/// Which images a step sees: every image once an epoch, in an order drawn per epoch. A pure function of seed and step,
/// so that a resumed run sees what the uninterrupted one would have seen.
/// </summary>
internal sealed class BatchOrder(int count, int batchSize, int seed)
{
    private int[] _order = [];
    private int _epoch = -1;

    public int[] At(int step)
    {
        var batch = new int[batchSize];
        for (var k = 0; k < batchSize; k++)
        {
            var (epoch, place) = Math.DivRem(((long)step * batchSize) + k, count);
            batch[k] = Order((int)epoch)[place];
        }

        return batch;
    }

    private int[] Order(int epoch)
    {
        if (epoch != _epoch)
        {
            _order = [.. Enumerable.Range(0, count)];
            new Random(unchecked((seed * 31) + epoch)).Shuffle(_order);
            _epoch = epoch;
        }

        return _order;
    }
}
