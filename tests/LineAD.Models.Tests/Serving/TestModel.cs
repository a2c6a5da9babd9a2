using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using LineAD.Models.Networks;
using LineAD.Models.Scoring;
using LineAD.Models.Serving;
using LineAD.Models.Teachers;
using LineAD.Models.Threads;
using TorchSharp;

namespace LineAD.Models.Tests.Serving;

/// <summary>A small model of hashed weights on the builtin teacher, with a group of its own.</summary>
internal sealed class TestModel : IDisposable
{
    internal const int Size = 64;
    internal static readonly InputSpec Input = new(Size, Size);
    private readonly List<LoadedModel> _models = [];

    internal TestModel(Precision precision = Precision.Fp32, string teacher = "builtin", CpuPinning? pinning = null)
    {
        Spec = TeacherCatalog.Get(teacher);
        var network = HashedWeights.Fill(Spec.Build(torch.CPU));
        Runtime = new TeacherRuntime(Spec, network, precision, torch.CPU);
        Group = new TeacherGroup("test", Runtime, Input, [1, 2, 4], Pool, pinning);
    }

    internal BufferPool Pool { get; } = new(64 * 1024 * 1024);

    internal TeacherSpec Spec { get; }

    internal TeacherRuntime Runtime { get; }

    internal TeacherGroup Group { get; }

    internal LoadedModel Add(string category, ScoreRule? rule = null, double shift = 0)
    {
        var student = HashedWeights.Fill(Architecture.Create("rd", Spec, torch.CPU, false));
        using (torch.no_grad())
        {
            student.State[0].Value.add_(shift);
        }

        var runtime = new StudentRuntime(student, rule ?? new ScoreRule(), Input, Runtime);
        var model = new LoadedModel(InfoOf(category), Group, runtime);
        _models.Add(model);
        return model;
    }

    internal ScoreItem Item(LoadedModel model, int image, double mapFrom = double.NegativeInfinity)
    {
        var pixels = Pool.TryRentBytes(Size * Size * 3)!;
        Pixels(image).CopyTo(pixels.Span);
        return new ScoreItem(new DecodedImage(pixels, Input, Size, Size), model.TryLease()!, mapFrom);
    }

    /// <summary>The image of <see cref="HashedWeights.Image"/> as RGB bytes.</summary>
    internal static byte[] Pixels(int image)
    {
        using var scope = torch.NewDisposeScope();
        return HashedWeights.Image(image + 1, Size)[image].permute(1, 2, 0).to(torch.uint8).contiguous().bytes.ToArray(
            );
    }

    public void Dispose()
    {
        _models.ForEach(model => model.Dispose());
        Group.Dispose();
    }

    private static ModelInfo InfoOf(string category) => new()
    {
        Category = category,
        View = "main",
        Version = 1,
        Architecture = "rd",
        Teacher = "builtin",
        Hash = "00",
        MinimumArea = 1,
        Precision = "fp32",
        Device = "cpu",
    };
}
