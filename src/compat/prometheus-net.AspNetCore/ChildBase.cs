namespace Prometheus;

/// <summary>One series and whether it is exported.</summary>
public abstract class ChildBase : ICollectorChild
{
    private volatile bool _isPublished;

    private protected ChildBase(string labels, bool isPublished)
    {
        Labels = labels;
        _isPublished = isPublished;
    }

    internal bool IsPublished => _isPublished;

    /// <summary>Escaped label pairs without braces, empty for none.</summary>
    private protected string Labels { get; }

    public void Publish() => _isPublished = true;

    public void Unpublish() => _isPublished = false;

    internal abstract void Write(ExpositionWriter writer);
}
