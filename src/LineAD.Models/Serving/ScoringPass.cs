using LineAD.Core.Memory;
using LineAD.Core.Scoring;
using TorchSharp;

namespace LineAD.Models.Serving;

/// <summary>
/// Runs batches: bytes in, teacher once, each category's student on its part of the batch, scores and wanted maps out.
/// Owns its input tensor, so that a warm-up beside the serving one does not disturb it. One thread at a time.
/// </summary>
internal sealed class ScoringPass(
    TeacherRuntime teacher, InputSpec input, int largestBatch, BufferPool pool) : IDisposable
{
    private readonly InputStager _stager = teacher.CreateStager(input, largestBatch);

    internal void Run(IReadOnlyList<ScoreItem> items, int shape)
    {
        ArgumentOutOfRangeException.ThrowIfZero(items.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(items.Count, Math.Min(shape, largestBatch));
        var ordered = Ordered(items);
        for (var place = 0; place < ordered.Count; place++)
        {
            _stager.Fill(place, ordered[place].Image.Pixels.Span);
        }

        using var mode = torch.inference_mode();
        using var scope = torch.NewDisposeScope();
        var image = _stager.Image(shape);
        var taps = teacher.Forward(image);
        for (var start = 0; start < ordered.Count;)
        {
            var count = RunLength(ordered, start);
            ScoreRun(ordered, start, count, taps, image);
            start += count;
        }
    }

    public void Dispose() => _stager.Dispose();

    /// <summary>Items of one model side by side; most batches are already.</summary>
    private static IReadOnlyList<ScoreItem> Ordered(IReadOnlyList<ScoreItem> items)
    {
        for (var k = 1; k < items.Count; k++)
        {
            if (ModelOf(items[k]) != ModelOf(items[0]))
            {
                return [.. items.GroupBy(ModelOf).SelectMany(group => group)];
            }
        }

        return items;
    }

    private static int RunLength(IReadOnlyList<ScoreItem> items, int start)
    {
        var end = start + 1;
        while (end < items.Count && ModelOf(items[end]) == ModelOf(items[start]))
        {
            end++;
        }

        return end - start;
    }

    private void ScoreRun(IReadOnlyList<ScoreItem> items, int start, int count, torch.Tensor[] taps, torch.Tensor image)
    {
        // A batch of one model keeps its padded shape, which is warm; parts of a mixed batch are scored without
        // padding.
        var whole = count == items.Count;
        var student = ModelOf(items[start]).Student;
        var own = whole ? taps : Array.ConvertAll(taps, tap => tap.narrow(0, start, count));
        var (maps, scores) = student.Score(own, whole ? image : image.narrow(0, start, count));
        Span<float> values = stackalloc float[(int)scores.shape[0]];
        scores.cpu().data<float>().CopyTo(values);
        torch.Tensor? hostMaps = null;
        for (var k = 0; k < count; k++)
        {
            var item = items[start + k];
            item.Score = values[k] * student.ImageScale;
            if (item.Score >= item.MapFrom)
            {
                hostMaps ??= maps.mul(student.PixelScale).cpu();
                item.Map = Copy(hostMaps, k);
            }
        }
    }

    /// <summary>A map in pooled memory; null when the pool is spent, the map is then shed.</summary>
    private ScoreMap? Copy(torch.Tensor maps, int index)
    {
        var values = pool.TryRentFloats(input.Width * input.Height);
        if (values is null)
        {
            return null;
        }

        using var map = maps.select(0, index);
        map.data<float>().CopyTo(values.Span);
        return new ScoreMap(values, input.Width, input.Height);
    }

    private static LoadedModel ModelOf(ScoreItem item) => ((ModelLease)item.Lease).Model;
}
