namespace LineAD.Simulation.Brokers;

/// <summary>The last lines that a process wrote; bounded, for error messages and tests.</summary>
internal sealed class OutputRing
{
    private const int Capacity = 2000;

    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public void Add(string? line)
    {
        lock (_lines)
        {
            if (line != null)
            {
                _lines.Enqueue(line);
                if (_lines.Count > Capacity)
                {
                    _lines.Dequeue();
                }
            }
        }
    }

    public string Tail(int count) => string.Join(Environment.NewLine, Lines.TakeLast(count));
}
