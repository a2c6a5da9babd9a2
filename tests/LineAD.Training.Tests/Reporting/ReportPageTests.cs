using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LineAD.Imaging;
using LineAD.Training.Data;
using LineAD.Training.Evaluation;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;

namespace LineAD.Training.Tests.Reporting;

public sealed partial class ReportPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linead-report-").FullName;

    [Fact]
    public void Render_TestParts_NeedsNothingFromAnywhere()
    {
        var page = Encoding.UTF8.GetString(ReportPage.Render(Content()));

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("@import");
        References().Matches(page).Select(match => match.Groups[1].Value).ShouldAllBe(value => value.StartsWith("data:image/jpeg;base64,"));
        References().Count(page).ShouldBe(3 * 8);
    }

    [Fact]
    public void Render_TestParts_SaysHowManyOfWhichWereRejected()
    {
        var page = Encoding.UTF8.GetString(ReportPage.Render(Content()));

        page.ShouldContain("rejects 3 of 4 defective test parts and 1 of 4 good ones");
        page.ShouldContain("escaped");
        page.ShouldContain("rejected wrongly");
        page.ShouldContain("about 2.0 % of good parts");
    }

    [Fact]
    public void Render_NamesWithMarkup_AreShownNotObeyed()
    {
        var page = Encoding.UTF8.GetString(ReportPage.Render(Content() with { Title = "<b>\"&" }));

        page.ShouldContain("&lt;b&gt;&quot;&amp;");
        page.ShouldNotContain("<b>\"&");
    }

    [Fact]
    public void Render_Drawings_AreWellFormed()
    {
        var page = Encoding.UTF8.GetString(ReportPage.Render(Content()));

        var drawings = Drawings().Matches(page);

        drawings.Count.ShouldBe(5);
        foreach (Match drawing in drawings)
        {
            Should.NotThrow(() => XDocument.Parse(drawing.Value));
            drawing.Value.ShouldNotContain("NaN");
        }

        Should.NotThrow(() => XDocument.Parse(Encoding.UTF8.GetString(ReportPage.RenderLearningCurve(Content()))));
    }

    [Fact]
    public void Choose_ManyParts_ShowsTheErrorsFirst()
    {
        var galleries = PartPictures.Choose(Result(), 1);

        galleries[0].Parts[0].Score.ShouldBe(0.5);
        galleries[0].Parts[0].IsWrong.ShouldBeTrue();
        galleries[1].Parts[0].Score.ShouldBe(1.2);
        galleries[1].Parts[1].IsWrong.ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private ReportContent Content() => new()
    {
        Title = "nut · main · version 1",
        Subtitle = "rd",
        Evaluation = Result().Evaluation,
        Expected = new ExpectedRate(0.02, 0.001, 0.07, 9),
        Scores = [.. ScoreGroups.OfTest(Result())],
        Galleries = PartPictures.Choose(Result(), 1),
        Curve = [new TrainingPoint(20, 1.5, 1.2), new TrainingPoint(40, 0.4, double.NaN)],
        Facts = [new ReportFact("seed", "1")],
    };

    private TestResult Result()
    {
        double[] scores = [0.4, 0.6, 0.7, 1.2, 0.5, 1.1, 1.6, 2.4];
        var parts = scores.Select((_, i) => new TestPart(Picture(i), i < 4 ? null : "crack", null)).ToList();
        return new TestResult(parts, [.. scores.Select((score, i) => Image(parts[i], score))]);
    }

    private static ScoredImage Image(TestPart part, double score)
    {
        var map = new float[64];
        map[9] = (float)score;
        var mask = new bool[part.IsDefective ? 64 : 0];
        if (part.IsDefective)
        {
            mask[9] = true;
        }

        return new ScoredImage(part.Path, part.IsDefective, score, 8, map, mask);
    }

    private string Picture(int i)
    {
        var path = Path.Combine(_folder, $"{i}.png");
        ImageFiles.WritePng(path, new RgbImage([.. Enumerable.Repeat((byte)(20 * i), 32 * 32 * 3)], 32, 32));
        return path;
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex References();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawings();
}
