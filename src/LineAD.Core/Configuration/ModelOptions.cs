namespace LineAD.Core.Configuration;

/// <summary>Where models live and what they run on.</summary>
public sealed class ModelOptions
{
    /// <summary>Folder of bundles, <c>{category}/{view}/{version}</c>. Default <c>models</c>.</summary>
    public string Directory { get; set; } = "models";

    /// <summary><c>auto</c> (default), <c>cpu</c> or <c>cuda:N</c>.</summary>
    public string Device { get; set; } = "auto";

    /// <summary><c>auto</c> (default: the fastest the hardware has), <c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public string Precision { get; set; } = "auto";

    /// <summary>Threads of CPU scoring; 0 (default) for all cores.</summary>
    public int Threads { get; set; }

    /// <summary>
    /// Whether the threads of CPU scoring hold a CPU each where they are as many as the CPUs that the process may use. Default true.
    /// </summary>
    public bool PinThreads { get; set; } = true;

    /// <summary>Teacher weight files by teacher id, where they are not in the teacher folder.</summary>
    public Dictionary<string, string> Teachers { get; set; } = [];

    /// <summary>Folder of teacher weight files. Default <c>teachers</c>.</summary>
    public string TeacherDirectory { get; set; } = "teachers";
}
