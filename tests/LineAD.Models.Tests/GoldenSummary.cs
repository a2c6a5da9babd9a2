using System.Text.Json;
using TorchSharp;

namespace LineAD.Models.Tests;

/// <summary>Compares a tensor with the shape, mean, deviation and samples that a golden file holds.</summary>
internal static class GoldenSummary
{
    /// <summary>
    /// Passes when every number differs by at most <paramref name="tolerance"/> of the expected deviation.
    /// </summary>
    internal static void ShouldMatch(this torch.Tensor actual, JsonElement expected, double tolerance)
    {
        using var scope = torch.NewDisposeScope();
        actual.shape.ShouldBe(expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()).ToArray());
        var values = actual.detach().cpu().to(torch.float32).contiguous().data<float>().ToArray();
        var deviation = expected.GetProperty("std").GetDouble();
        var allowed = tolerance * deviation;
        var mean = values.Average(v => (double)v);
        mean.ShouldBe(expected.GetProperty("mean").GetDouble(), allowed);
        Math.Sqrt(values.Average(v => (v - mean) * (v - mean))).ShouldBe(deviation, allowed);
        foreach (var sample in expected.GetProperty("at").EnumerateArray())
        {
            values[sample.GetProperty("index").GetInt32()]
                .ShouldBe((float)sample.GetProperty("value").GetDouble(), allowed);
        }
    }
}
