using LineAD.Imaging;
using LineAD.Training.Procedural;

namespace LineAD.Training.Teaching;

/// <summary>Procedural pictures in batches; no picture is used twice.</summary>
internal sealed class PictureFeed(TeacherRecipe recipe)
{
    private readonly ProceduralImages _images = new(recipe.Seed, recipe.PictureSize);

    public IReadOnlyList<RgbImage> Batch(int step) =>
    [
        .. Enumerable.Range(step * recipe.BatchSize, recipe.BatchSize)
            .Select(index => new RgbImage(_images.Draw(index), recipe.PictureSize, recipe.PictureSize)),
    ];
}
