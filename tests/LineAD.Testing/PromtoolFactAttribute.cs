using Xunit;

namespace LineAD.Testing;

/// <summary>A fact that needs promtool.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    /// <summary>Skips with a reason where promtool is not installed.</summary>
    public PromtoolFactAttribute() =>
        Skip = Promtool.IsInstalled ? null : "needs promtool: install the Debian package prometheus";
}
