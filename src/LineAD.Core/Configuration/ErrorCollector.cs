using System.Globalization;
using System.Numerics;
using LineAD.Core.Errors;

namespace LineAD.Core.Configuration;

/// <summary>Collects errors; the checks that many options share.</summary>
internal sealed class ErrorCollector
{
    private readonly List<ConfigurationError> _errors = [];

    public IReadOnlyList<ConfigurationError> Errors => _errors;

    public void Add(string path, string problem, string remedy) =>
        _errors.Add(new ConfigurationError(path, problem, remedy));

    public void Require(bool holds, string path, string problem, string remedy)
    {
        if (!holds)
        {
            Add(path, problem, remedy);
        }
    }

    public void Range<T>(string path, T value, T min, T max, string unit = "")
        where T : INumber<T>
    {
        // Written so that NaN is out of every range.
        if (!(value >= min && value <= max))
        {
            var u = unit.Length == 0 ? "" : $" {unit}";
            Add(path, $"{Text(value)} is out of range.", $"Write {Text(min)} to {Text(max)}{u}.");
        }
    }

    public void OneOf(string path, string value, params ReadOnlySpan<string> allowed)
    {
        if (!allowed.Contains(value))
        {
            Add(path, $"'{value}' is not known.", $"Write one of {string.Join(", ", allowed.ToArray())}.");
        }
    }

    public void Name(string path, string value, string what)
    {
        Require(
            Identity.Names.IsName(value),
            path,
            $"'{value}' cannot be a {what} name.",
            "Write 1 to 32 of a-z, 0-9, _ and -, other than cmd, dlq and unknown.");
    }

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);
}
