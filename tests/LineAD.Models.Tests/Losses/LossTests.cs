using LineAD.Models.Losses;
using TorchSharp;

namespace LineAD.Models.Tests.Losses;

public sealed class LossTests
{
    // Two positions of two channels: teacher (1, 0) and (0, 2); the student agrees at the first, is orthogonal at the second.
    private static readonly float[,,,] TeacherValues = { { { { 1, 0 } }, { { 0, 2 } } } };
    private static readonly float[,,,] StudentValues = { { { { 3, 4 } }, { { 0, 0 } } } };

    [Fact]
    public void PointWise_HandComputed_IsTheMeanOverPositions()
    {
        using var scope = torch.NewDisposeScope();
        var loss = CosineLoss.PointWise([torch.tensor(TeacherValues)], [torch.tensor(StudentValues)]);
        loss.item<float>().ShouldBe(0.5f, 1e-5f);
    }

    [Fact]
    public void Global_HandComputed_WeighsPositionsByTheirNorm()
    {
        using var scope = torch.NewDisposeScope();
        var loss = CosineLoss.Global([torch.tensor(TeacherValues)], [torch.tensor(StudentValues)]);
        loss.item<float>().ShouldBe(1 - (float)(3 / (Math.Sqrt(5) * 5)), 1e-5f);
    }

    [Fact]
    public void Worst_OneOfTwoPositions_IsTheOrthogonalOne()
    {
        using var scope = torch.NewDisposeScope();
        var loss = CosineLoss.Worst([torch.tensor(TeacherValues)], [torch.tensor(StudentValues)], 1);
        loss.item<float>().ShouldBe(1, 1e-5f);
    }

    [Fact]
    public void HardMined_HalfEasy_KeepsTheValueAndDampsTheEasyGradientToATenth()
    {
        using var scope = torch.NewDisposeScope();
        var teacher = torch.randn(2, 4, 3, 3);
        var (plain, mined) = (torch.randn(2, 4, 3, 3), (torch.Tensor?)null);
        mined = plain.clone();
        plain.requires_grad = true;
        mined.requires_grad = true;
        var expected = CosineLoss.Global([teacher], [plain]);
        var loss = CosineLoss.HardMined([teacher], [mined], 0.5);
        expected.backward();
        loss.backward();

        loss.item<float>().ShouldBe(expected.item<float>(), 1e-5f);
        var distance = 1 - torch.nn.functional.cosine_similarity(teacher, plain.detach(), 1);
        var limit = distance.flatten().sort().Values[9];
        var factor = torch.where(distance.lt(limit), torch.full([1], 0.1), torch.full([1], 1)).unsqueeze(1);
        mined.grad!.allclose(plain.grad! * factor, 1e-3, 1e-6).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 0.693147)]
    [InlineData(4, 0.0433217)]
    public void Focal_UndecidedLogit_IsTheEntropyTimesThePowerOfAHalf(double gamma, double expected)
    {
        using var scope = torch.NewDisposeScope();
        var loss = SegmentationLoss.Focal(torch.zeros([1, 2, 2]), torch.ones([1, 2, 2]), gamma);
        loss.item<float>().ShouldBe((float)expected, 1e-5f);
    }

    [Fact]
    public void FocalAndL1_WrongAndRightLogits_PullsBothWays()
    {
        using var scope = torch.NewDisposeScope();
        var logits = torch.zeros([1, 1, 2]);
        logits.requires_grad = true;
        var target = torch.tensor([0f, 1f]).view(1, 1, 2);
        SegmentationLoss.FocalAndL1(logits, target).backward();
        var gradient = logits.grad!.data<float>().ToArray();
        gradient[0].ShouldBeGreaterThan(0);
        gradient[1].ShouldBe(-gradient[0], 1e-6f);
        SegmentationLoss.L1(logits, target).item<float>().ShouldBe(0.5f, 1e-6f);
    }
}
