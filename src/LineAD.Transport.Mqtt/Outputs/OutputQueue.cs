namespace LineAD.Transport.Mqtt.Outputs;

/// <summary>
/// A bounded queue that gives up its oldest entries, by count and by bytes. Thread-safe; never blocks.
/// </summary>
/// <param name="capacity">Most entries.</param>
/// <param name="maxBytes">Most payload bytes.</param>
internal sealed class OutputQueue(int capacity, long maxBytes)
{
    private readonly LinkedList<OutputItem> _items = new();
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_items)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>Adds an entry and returns those that had to go for it, possibly the entry itself.</summary>
    public IReadOnlyList<OutputItem> Add(OutputItem item)
    {
        lock (_items)
        {
            _items.AddLast(item);
            _bytes += item.Payload.Length;
            var shed = default(List<OutputItem>);
            while (_items.Count > capacity || _bytes > maxBytes)
            {
                (shed ??= []).Add(RemoveFirst());
            }

            return shed ?? (IReadOnlyList<OutputItem>)[];
        }
    }

    public OutputItem? TryTake()
    {
        lock (_items)
        {
            return _items.Count > 0 ? RemoveFirst() : null;
        }
    }

    private OutputItem RemoveFirst()
    {
        var item = _items.First!.Value;
        _items.RemoveFirst();
        _bytes -= item.Payload.Length;
        return item;
    }
}
