using LineAD.Core.Errors;
using LineAD.Core.Scoring;
using LineAD.Models.Bundles;

namespace LineAD.Models.Serving;

/// <summary>
/// Scores the reference images of a bundle on the loaded model, in the precision that will serve, and compares with
/// what training expected. This is also the parity check between precisions and machines.
/// </summary>
internal sealed class SelfTest(IFrameDecoder decoder)
{
    /// <summary>Null when all images pass, else which one failed and what to do.</summary>
    internal string? FirstFailure(LoadedModel model, Bundle bundle, CancellationToken cancellationToken)
    {
        using var pass = model.Group.CreatePass();
        foreach (var reference in bundle.Manifest.References)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var score = Score(pass, model, bundle, reference);
            var allowed = bundle.Manifest.ReferenceTolerance * Math.Max(1, reference.Score);

            // Written so that NaN fails.
            if (!(Math.Abs(score - reference.Score) <= allowed))
            {
                return FormattableString.Invariant(
                    $"bundle '{bundle.Directory}': '{reference.File}' scores {score:F4} in {model.Info.Precision}, ")
                    + FormattableString.Invariant($"expected {reference.Score:F4} within {allowed:F4}; train it again");
            }
        }

        return null;
    }

    private double Score(ScoringPass pass, LoadedModel model, Bundle bundle, BundleReference reference)
    {
        using var image = Decode(bundle, reference);
        using var lease = model.TryLease()!;
        var item = new ScoreItem(image, lease, double.PositiveInfinity);
        pass.Run([item], model.Group.BatchShapes[0]);
        return item.Score;
    }

    private DecodedImage Decode(Bundle bundle, BundleReference reference)
    {
        var bytes = File.ReadAllBytes(bundle.PathOf(reference));
        var error = decoder.Decode(bytes, null, bundle.Input, out var image, out var poolEmpty);
        return image ?? throw new ModelBundleException(poolEmpty
            ? $"bundle '{bundle.Directory}': no buffer for the self-test; the buffer pool is spent, try again"
            : $"bundle '{bundle.Directory}': '{reference.File}' does not decode ({error}); copy the bundle again");
    }
}
