namespace LineAD.Models.Tests;

public sealed class NativeEnvironmentTests : IDisposable
{
    private const string SpinCount = "GOMP_SPINCOUNT";
    private const string WaitPolicy = "OMP_WAIT_POLICY";

    private readonly string? _spinCount = Environment.GetEnvironmentVariable(SpinCount);
    private readonly string? _waitPolicy = Environment.GetEnvironmentVariable(WaitPolicy);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(SpinCount, _spinCount);
        Environment.SetEnvironmentVariable(WaitPolicy, _waitPolicy);
    }

    [Theory]
    [InlineData(null, null, "10000", "active")]
    [InlineData("77", null, "77", null)]
    [InlineData(null, "passive", null, "passive")]
    public void Configure_UsersSettings_Stay(string? spinCount, string? waitPolicy, string? expectedCount, string? expectedPolicy)
    {
        Environment.SetEnvironmentVariable(SpinCount, spinCount);
        Environment.SetEnvironmentVariable(WaitPolicy, waitPolicy);
        NativeEnvironment.Configure();
        Environment.GetEnvironmentVariable(SpinCount).ShouldBe(expectedCount);
        Environment.GetEnvironmentVariable(WaitPolicy).ShouldBe(expectedPolicy);
    }
}
