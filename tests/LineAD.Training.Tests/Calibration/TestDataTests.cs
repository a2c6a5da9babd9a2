using System.Reflection;
using LineAD.Training.Calibration;
using LineAD.Training.Commissioning;
using LineAD.Training.Data;
using LineAD.Training.Learning;
using LineAD.Training.Reporting;
using LineAD.Training.Runs;

namespace LineAD.Training.Tests.Calibration;

/// <summary>Nothing that trains or calibrates can be given a test part (law 8).</summary>
public sealed class TestDataTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] Forbidden = [typeof(TestPart), typeof(TestResult), typeof(CategoryDataset)];

    [Fact]
    public void Signatures_OfTrainingAndCalibration_HaveNoTestPart()
    {
        var learns = typeof(TrainingRun).Assembly.GetTypes().Where(IsLearning).ToList();

        learns.Count.ShouldBeGreaterThan(20);
        learns.SelectMany(Takes).Where(taken => Named(taken.Type).Any(Forbidden.Contains))
            .Select(taken => taken.Name).ShouldBeEmpty();
    }

    [Fact]
    public void HeldOutPart_CanBeMade_OfGoodPartsAlone() =>
        typeof(HeldOutPart).GetConstructors(All).SelectMany(made => made.GetParameters())
            .Select(parameter => parameter.ParameterType).ShouldBe([typeof(GoodPart)]);

    private static bool IsLearning(Type type) =>
        type.Namespace == typeof(ThresholdCalibrator).Namespace || type.Namespace == typeof(Trainer).Namespace
        || type.Namespace == typeof(GoodPartSplit).Namespace && type.Name.StartsWith(nameof(GoodPartSplit), StringComparison.Ordinal)
        || Outermost(type) is var outer && (outer == typeof(TrainingRun) || outer == typeof(Recalibration) || outer == typeof(CrossValidation));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<(string Name, Type Type)> Takes(Type type) =>
        type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
            .SelectMany(method => method.GetParameters(), (method, parameter) => ($"{type.Name}.{method.Name}", parameter.ParameterType))
            .Concat(type.GetFields(All).Select(field => ($"{type.Name}.{field.Name}", field.FieldType)));

    // A type and all that it is made of: elements, type arguments.
    private static IEnumerable<Type> Named(Type type) =>
        [type, .. type.GetElementType() is { } element ? Named(element) : [], .. type.GetGenericArguments().SelectMany(Named)];
}
