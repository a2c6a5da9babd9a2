namespace LineAD.Core.Scoring;

/// <summary>
/// A use of one version of one model; while it is held the model is not disposed of. A batch holds one lease per category
/// in it, so that no batch mixes versions of one model (law 7).
/// </summary>
public interface IModelLease : IDisposable
{
    /// <summary>The model.</summary>
    ModelInfo Info { get; }

    /// <summary>The group whose teacher it shares.</summary>
    ITeacherGroup Group { get; }

    /// <summary>
    /// Scores every batch shape once on the calling thread, which is to be the one that scores the model's group, and keeps no
    /// result. Libraries keep worker threads and memory by calling thread: without this the first parts of a run wait for them.
    /// </summary>
    void Rehearse()
    {
    }
}
