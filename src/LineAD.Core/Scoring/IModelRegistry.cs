namespace LineAD.Core.Scoring;

/// <summary>The models that serve now. Thread-safe; acquiring never blocks on a load or swap in progress.</summary>
public interface IModelRegistry
{
    /// <summary>A lease of the version that serves <paramref name="category"/> and <paramref name="view"/>; null when none does.</summary>
    IModelLease? TryAcquire(string category, string view);

    /// <summary>
    /// Loads, verifies, warms up and self-tests <paramref name="version"/> beside the serving model, then exchanges them. On
    /// failure the old model keeps serving.
    /// </summary>
    /// <exception cref="Errors.ModelBundleException">The bundle is unusable; says why. Nothing changed.</exception>
    Task<ModelInfo> ActivateAsync(string category, string view, int version, CancellationToken cancellationToken);

    /// <summary>Activates the version that served before the current one.</summary>
    Task<ModelInfo> RollBackAsync(string category, string view, CancellationToken cancellationToken);

    /// <summary>
    /// A lease of the version that shadows <paramref name="category"/> and <paramref name="view"/>, scoring their frames and deciding
    /// nothing; null when none does.
    /// </summary>
    IModelLease? TryAcquireShadow(string category, string view);

    /// <summary>
    /// Loads, verifies, warms up and self-tests <paramref name="version"/> to shadow the serving one, in the place of one that
    /// did. It is not kept over a restart, and ends when that version is activated.
    /// </summary>
    /// <exception cref="Errors.ModelBundleException">
    /// The bundle is unusable, serves already, or wants other pixels than the serving one; says why. Nothing changed.
    /// </exception>
    Task<ModelInfo> ShadowAsync(string category, string view, int version, CancellationToken cancellationToken);

    /// <summary>Ends the shadow; false when there was none.</summary>
    bool EndShadow(string category, string view);

    /// <summary>All models that shadow now.</summary>
    IReadOnlyList<ModelInfo> Shadows { get; }

    /// <summary>All models that serve now.</summary>
    IReadOnlyList<ModelInfo> Serving { get; }
}
