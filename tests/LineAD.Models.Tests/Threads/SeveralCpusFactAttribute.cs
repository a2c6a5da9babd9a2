using LineAD.Models.Threads;
using TorchSharp;

namespace LineAD.Models.Tests.Threads;

/// <summary>Skips where nothing can be pinned: off Linux, on one CPU, or with a libtorch on other threads than libgomp's.</summary>
public sealed class SeveralCpusFactAttribute : FactAttribute
{
    public SeveralCpusFactAttribute()
    {
        using var loaded = torch.ones(1);
        if (OpenMpTeam.Find() is null)
        {
            Skip = "libtorch does not run on one loaded libgomp here";
        }
        else if (!CpuAffinity.IsUsable || CpuAffinity.Of(Environment.ProcessId).Count < 2)
        {
            Skip = "this process may use one CPU only";
        }
    }
}
