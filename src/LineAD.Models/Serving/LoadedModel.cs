using LineAD.Core.Scoring;

namespace LineAD.Models.Serving;

/// <summary>
/// A version of a model on the device. Counts its uses: retired, it is disposed of when the last lease ends.
/// </summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Action? _onDisposed;
    private int _uses;
    private bool _retired;
    private bool _disposed;

    internal LoadedModel(ModelInfo info, TeacherGroup group, StudentRuntime student, Action? onDisposed = null)
    {
        (Info, Group, Student) = (info, group, student);
        _onDisposed = onDisposed;
    }

    internal ModelInfo Info { get; }

    internal TeacherGroup Group { get; }

    internal StudentRuntime Student { get; }

    /// <summary>A lease, or null once the model is retired.</summary>
    internal ModelLease? TryLease()
    {
        lock (_gate)
        {
            if (_retired)
            {
                return null;
            }

            _uses++;
            return new ModelLease(this);
        }
    }

    /// <summary>No more leases; disposed of now or when the last one ends.</summary>
    internal void Retire()
    {
        lock (_gate)
        {
            _retired = true;
        }

        DisposeIfUnused();
    }

    internal void Release()
    {
        lock (_gate)
        {
            _uses--;
        }

        DisposeIfUnused();
    }

    public void Dispose() => Retire();

    private void DisposeIfUnused()
    {
        lock (_gate)
        {
            if (!_retired || _uses > 0 || _disposed)
            {
                return;
            }

            _disposed = true;
        }

        Student.Dispose();
        _onDisposed?.Invoke();
    }
}
