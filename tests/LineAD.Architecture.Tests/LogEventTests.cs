using System.Reflection;
using Microsoft.Extensions.Logging;

namespace LineAD.Architecture.Tests;

/// <summary>An event id names one message for ever: alerts and log queries hang on it.</summary>
public sealed class LogEventTests
{
    [Fact]
    public void LogMethods_EventIds_AreSetAndUnique()
    {
        var events = ProductAssemblies().SelectMany(LogMethods).ToList();

        events.ShouldNotBeEmpty("the search found no log method at all, so it does not work");
        events.Where(log => log.Id <= 0).ShouldBeEmpty("every log method names its event id");
        events.GroupBy(log => log.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(log => log.Method))}")
            .ShouldBeEmpty("event ids are unique over all projects; each has a block of 100 of its own");
    }

    private static List<Assembly> ProductAssemblies() =>
    [
        .. ProjectFile.Below("src")
            .Where(project => !project.Path.StartsWith("src/compat/", StringComparison.Ordinal))
            .Select(project => project.Name == "LineAD.Cli" ? "linead" : project.Name)
            .Select(name => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll"))),
    ];

    private static IEnumerable<(int Id, string Method)> LogMethods(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let log = method.GetCustomAttribute<LoggerMessageAttribute>()
        where log is not null
        select (log.EventId, $"{type.Name}.{method.Name}");
}
