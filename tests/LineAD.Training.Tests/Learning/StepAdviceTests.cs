using LineAD.Training.Learning;

namespace LineAD.Training.Tests.Learning;

public sealed class StepAdviceTests
{
    [Theory]
    [InlineData("pfadseg", 1_500, 8, 630, "--steps 3000,")]
    [InlineData("pfadseg", 200, 4, 1_000_000_000, "--steps 6000,")]
    [InlineData("stu-seg", 700, 4, 100, "--steps 1000,")]
    [InlineData("stu-seg", 200, 4, 27, "--steps 300,")]
    public void For_RunTooShortForAHead_NamesTheSteps(string architecture, int steps, int batch, int parts, string expected) =>
        Advice(architecture, steps, batch, parts).ShouldNotBeNull().ShouldContain(expected);

    [Theory]
    [InlineData("stu-seg", 200, 4, 26)]
    [InlineData("pfadseg", 3_000, 8, 630)]
    [InlineData("rd", 1, 2, 630)]
    [InlineData("n-net", 200, 4, 20)]
    [InlineData("pfadseg", 1_000_000, 256, 630)]
    [InlineData("pfadseg", 200, 0, 20)]
    public void For_LongEnoughOrNoHead_IsSilent(string architecture, int steps, int batch, int parts) =>
        Advice(architecture, steps, batch, parts).ShouldBeNull();

    private static string? Advice(string architecture, int steps, int batch, int parts) =>
        StepAdvice.For(new TrainingOptions { Architecture = architecture, Steps = steps, BatchSize = batch }, parts);
}
