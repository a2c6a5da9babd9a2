using System.Text.RegularExpressions;

namespace LineAD.Architecture.Tests;

/// <summary>Rules that no analyzer checks: size, suppressions, unfinished work, P/Invoke.</summary>
public sealed partial class SourceRuleTests
{
    private const int SourceLineLimit = 400;
    private const int TestLineLimit = 500;
    private const int StandInLineLimit = 2500;

    // Above the limit that the design sets: it may shrink, not grow.
    private const int TorchSharpLineLimit = 4500;

    [Fact]
    public void Sources_Suppressions_AreAbsent() =>
        Offenders("src", PragmaDisable()).ShouldBeEmpty("settle the warning, or set its severity in .editorconfig for all");

    [Fact]
    public void Sources_UnfinishedWork_IsAbsent() =>
        Offenders("src", Unfinished()).ShouldBeEmpty("what is not done is left out, not promised");

    [Fact]
    public void Sources_PlatformInvoke_IsInCompatAndForTheCLibraryOnly() =>
        Offenders("src", PlatformInvoke())
            .Where(offender => !offender.StartsWith("src/compat/", StringComparison.Ordinal))
            .Where(offender => !offender.StartsWith("src/LineAD.Models/NativeEnvironment.cs", StringComparison.Ordinal))
            .Where(offender => !offender.StartsWith("src/LineAD.Models/Threads/CpuAffinity.cs", StringComparison.Ordinal))
            .Where(offender => !offender.StartsWith("src/LineAD.Models/Threads/ThreadCpuClock.cs", StringComparison.Ordinal))
            .Where(offender => !offender.StartsWith("src/LineAD.Core/Time/ThreadUrgency.cs", StringComparison.Ordinal))
            .ShouldBeEmpty("with the real packages LineAD calls no native code but the C library's, for its environment, memory and scheduling");

    [Theory]
    [InlineData("src", SourceLineLimit)]
    [InlineData("tests", TestLineLimit)]
    public void Files_Length_StaysReadable(string folder, int limit)
    {
        var files = Checkout.Files(folder, ".cs");

        files.ShouldNotBeEmpty();
        files.Where(file => Checkout.ReadLines(file).Length > limit)
            .ShouldBeEmpty($"files in {folder} have at most {limit} lines");
    }

    [Theory]
    [InlineData("TorchSharp", TorchSharpLineLimit)]
    [InlineData("MQTTnet", StandInLineLimit)]
    [InlineData("OpenCvSharp4", StandInLineLimit)]
    [InlineData("prometheus-net.AspNetCore", StandInLineLimit)]
    public void StandIns_Size_StaysSmall(string standIn, int limit) =>
        Checkout.Files($"src/compat/{standIn}", ".cs").Sum(file => Checkout.ReadLines(file).Count(IsCode))
            .ShouldBeLessThanOrEqualTo(limit, $"{standIn} holds only what the product calls");

    [Fact]
    public void Scripts_MachinePaths_AreAbsent() =>
        Checkout.Files("deploy", ".sh", "").Where(file => MachinePath().IsMatch(Checkout.Read(file))).ShouldBeEmpty();

    private static bool IsCode(string line)
    {
        var text = line.Trim();
        return text.Length > 0 && !text.StartsWith("//", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Offenders(string folder, Regex rule)
    {
        foreach (var file in Checkout.Files(folder, ".cs"))
        {
            var lines = Checkout.ReadLines(file);
            for (var index = 0; index < lines.Length; index++)
            {
                if (rule.IsMatch(lines[index]))
                {
                    yield return $"{file}:{index + 1}";
                }
            }
        }
    }

    [GeneratedRegex(@"#pragma\s+warning\s+disable")]
    private static partial Regex PragmaDisable();

    [GeneratedRegex(@"\bNotImplementedException\b|\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\[(LibraryImport|DllImport)\b")]
    private static partial Regex PlatformInvoke();

    [GeneratedRegex(@"(^|[\s""'=:])/(home|root|work|Users)/")]
    private static partial Regex MachinePath();
}
