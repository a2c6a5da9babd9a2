using System.Collections.Concurrent;
using LineAD.Core.Scoring;

namespace LineAD.Models.Serving;

/// <summary>The loaded models of one role, one for each category and view. Thread-safe.</summary>
internal sealed class ModelTable
{
    private readonly ConcurrentDictionary<(string Category, string View), LoadedModel> _models = new();

    internal IReadOnlyList<ModelInfo> Infos => [.. _models.Values.Select(m => m.Info)];

    /// <summary>A lease; null when there is no model.</summary>
    internal IModelLease? TryAcquire(string category, string view)
    {
        // A model retired between the look-up and the lease has a successor here by then, or is gone.
        while (_models.TryGetValue((category, view), out var model))
        {
            if (model.TryLease() is { } lease)
            {
                return lease;
            }
        }

        return null;
    }

    /// <summary>Puts a model in the place of the one that was there, which is retired.</summary>
    internal void Put(LoadedModel model)
    {
        LoadedModel? old = null;
        _models.AddOrUpdate((model.Info.Category, model.Info.View), model, (_, previous) => Remember(previous, ref old, model));
        old?.Retire();
    }

    /// <summary>Takes a model out and retires it; false when there was none.</summary>
    internal bool Remove(string category, string view)
    {
        if (!_models.TryRemove((category, view), out var model))
        {
            return false;
        }

        model.Retire();
        return true;
    }

    /// <summary>Retires all.</summary>
    internal void Clear()
    {
        foreach (var (category, view) in _models.Keys)
        {
            Remove(category, view);
        }
    }

    private static LoadedModel Remember(LoadedModel previous, ref LoadedModel? old, LoadedModel model)
    {
        old = previous;
        return model;
    }
}
