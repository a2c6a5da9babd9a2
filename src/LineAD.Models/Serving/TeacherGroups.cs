using LineAD.Core.Configuration;
using LineAD.Core.Errors;
using LineAD.Core.Memory;
using LineAD.Models.Bundles;
using LineAD.Models.Networks;
using LineAD.Models.Teachers;
using LineAD.Models.Threads;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// The resident teachers: one per weights, input size, preprocessing and precision, kept while a model uses it. Loads
/// run one at a time; releases come from any thread.
/// </summary>
internal sealed class TeacherGroups(ModelOptions options, int largestBatch, BufferPool pool, torch.Device device, CpuPinning? pinning)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TeacherGroup Group, int Users)> _groups = new(StringComparer.Ordinal);

    /// <summary>The group that a bundle needs, loaded if necessary; <see cref="Release"/> it after use.</summary>
    internal TeacherGroup Acquire(BundleManifest manifest, Precision precision)
    {
        var spec = TeacherCatalog.Get(manifest.Teacher.Id);
        var size = $"{manifest.Input.Width}x{manifest.Input.Height}";
        var key = $"{spec.Id}/{manifest.Teacher.Sha256}/{size}/{spec.Preprocessing.Key}/{Precisions.Name(precision)}";
        return Use(key) ?? Add(key, Load(key, spec, manifest, precision));
    }

    /// <summary>Ends one use; the last one frees the teacher.</summary>
    internal void Release(TeacherGroup group)
    {
        lock (_gate)
        {
            var users = _groups[group.Key].Users - 1;
            if (users > 0)
            {
                _groups[group.Key] = (group, users);
                return;
            }

            _groups.Remove(group.Key);
        }

        group.Dispose();
    }

    private TeacherGroup? Use(string key)
    {
        lock (_gate)
        {
            if (!_groups.TryGetValue(key, out var entry))
            {
                return null;
            }

            _groups[key] = (entry.Group, entry.Users + 1);
            return entry.Group;
        }
    }

    private TeacherGroup Add(string key, TeacherGroup group)
    {
        lock (_gate)
        {
            _groups.Add(key, (group, 1));
            return group;
        }
    }

    private TeacherGroup Load(string key, TeacherSpec spec, BundleManifest manifest, Precision precision)
    {
        var network = TeacherLoader.Load(options, spec.Id, device);
        try
        {
            Check(network, spec.Id, manifest);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        var runtime = new TeacherRuntime(spec, network, precision, device);
        var input = new Core.Scoring.InputSpec(manifest.Input.Width, manifest.Input.Height);
        return new TeacherGroup(key, runtime, input, BatchShapes.UpTo(largestBatch), pool, pinning);
    }

    private void Check(Backbone network, string id, BundleManifest manifest)
    {
        var hash = ContentHash.Of(network);
        if (hash != manifest.Teacher.Sha256)
        {
            throw new ModelBundleException(
                $"teacher '{id}' in '{TeacherFiles.Find(options, id)}' has the weights {hash}, model "
                + $"{manifest.Category}/{manifest.View}/{manifest.Version} was trained with {manifest.Teacher.Sha256}; "
                + "use those weights, or train the model again");
        }
    }
}
