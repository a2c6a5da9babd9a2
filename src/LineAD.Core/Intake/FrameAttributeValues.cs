using LineAD.Core.Wire;

namespace LineAD.Core.Intake;

/// <summary>
/// Gathers the attributes of one frame from its properties or headers: the first value of a name counts, and a second one
/// that differs is a contradiction. Other names are ignored. For one thread.
/// </summary>
/// <param name="names">
/// <see cref="AttributeNames"/> in their order, each as the transport spells it, and after them the transport's own.
/// </param>
public sealed class FrameAttributeValues(string[] names)
{
    private readonly string?[] _values = new string?[names.Length];
    private string? _contradiction;

    /// <summary>The attributes of a frame (DESIGN.md, section 4).</summary>
    public static IReadOnlyList<string> AttributeNames { get; } =
    [
        CloudEventNames.Id, CloudEventNames.Source, CloudEventNames.Type, CloudEventNames.Time, CloudEventNames.PartId,
        CloudEventNames.Category, CloudEventNames.Sequence, CloudEventNames.DeadlineMs, CloudEventNames.Simulated,
        CloudEventNames.TraceParent,
    ];

    /// <summary>The first value of the transport's own name number <paramref name="index"/>; null without one.</summary>
    public string? Own(int index) => _values[AttributeNames.Count + index];

    /// <summary>Whether a name is one of those asked for; spares the caller to decode what is not.</summary>
    public bool Knows(string name) => Array.IndexOf(names, name) >= 0;

    /// <summary>Notes a property or header.</summary>
    public void Add(string name, string value)
    {
        var index = Array.IndexOf(names, name);
        if (index < 0)
        {
            return;
        }

        if (_values[index] is { } first && first != value)
        {
            Contradict(name);
        }

        _values[index] ??= value;
    }

    /// <summary>Notes a contradiction that the transport has found itself; the first one counts.</summary>
    public void Contradict(string name) => _contradiction ??= name;

    /// <summary>The attributes.</summary>
    /// <param name="time">Stands for a missing <c>time</c>; null for none.</param>
    public FrameAttributes Build(string? time = null) => new()
    {
        Id = _values[0],
        Source = _values[1],
        Type = _values[2],
        Time = _values[3] ?? time,
        PartId = _values[4],
        Category = _values[5],
        Sequence = _values[6],
        DeadlineMs = _values[7],
        Simulated = _values[8],
        TraceParent = _values[9],
        Contradiction = _contradiction,
    };
}
