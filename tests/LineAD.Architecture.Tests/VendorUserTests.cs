using System.Text.RegularExpressions;

namespace LineAD.Architecture.Tests;

/// <summary>Each vendor package has one user in src, so that exchanging it touches one project.</summary>
public sealed partial class VendorUserTests
{
    private static readonly Dictionary<string, string> Owners = new()
    {
        ["TorchSharp"] = "LineAD.Models",
        ["OpenCvSharp4"] = "LineAD.Imaging",
        ["MQTTnet"] = "LineAD.Transport.Mqtt",
        ["prometheus-net.AspNetCore"] = "LineAD.Service",
        ["Confluent.Kafka"] = "LineAD.Transport.Kafka",
        ["Microsoft.Data.Sqlite.Core"] = "LineAD.Storage",
        ["SQLitePCLRaw.bundle_e_sqlite3"] = "LineAD.Storage",
        ["Npgsql"] = "LineAD.Storage",
        ["AWSSDK.S3"] = "LineAD.Storage",
    };

    // Packages pass from project to project, so the source says who uses one. Training sees tensors through Models.
    private static readonly Dictionary<string, string[]> NamespaceUsers = new()
    {
        ["TorchSharp"] = ["LineAD.Models", "LineAD.Training"],
        ["OpenCvSharp"] = ["LineAD.Imaging"],
        ["MQTTnet"] = ["LineAD.Transport.Mqtt"],
        ["Prometheus"] = ["LineAD.Service"],
        ["Confluent.Kafka"] = ["LineAD.Transport.Kafka"],
        ["Microsoft.Data.Sqlite"] = ["LineAD.Storage"],
        ["Npgsql"] = ["LineAD.Storage"],
        ["Amazon"] = ["LineAD.Storage"],
    };

    [Fact]
    public void VendorPackages_DirectUsers_AreTheirOwners()
    {
        foreach (var project in ProjectFile.Below("src"))
        {
            foreach (var package in project.Vendors.Concat(project.Packages).Where(Owners.ContainsKey))
            {
                project.Name.ShouldBe(Owners[package], $"{package} belongs to {Owners[package]}");
            }
        }
    }

    [Fact]
    public void Core_Packages_AreLoggingAbstractionsOnly()
    {
        var core = ProjectFile.Below("src").Single(project => project.Name == "LineAD.Core");

        core.Packages.ShouldBe(["Microsoft.Extensions.Logging.Abstractions"]);
        core.Vendors.ShouldBeEmpty();
    }

    [Fact]
    public void Sources_VendorNamespaces_AreUsedByTheirOwners()
    {
        var seen = new HashSet<string>();
        foreach (var file in Checkout.Files("src", ".cs").Where(file => !file.StartsWith("src/compat/", StringComparison.Ordinal)))
        {
            var project = file.Split('/')[1];
            foreach (Match match in UsingLine().Matches(Checkout.Read(file)))
            {
                var used = match.Groups["name"].Value;
                var vendor = NamespaceUsers.Keys.SingleOrDefault(
                    name => used == name || used.StartsWith(name + ".", StringComparison.Ordinal));
                if (vendor is not null)
                {
                    NamespaceUsers[vendor].ShouldContain(project, $"{file} uses {used}");
                    seen.Add(vendor);
                }
            }
        }

        seen.ShouldNotBeEmpty("the search found no vendor at all, so it does not work");
    }

    [GeneratedRegex(@"^\s*(global )?using (static )?([A-Za-z_]+ = )?(?<name>[A-Za-z_.]+)[;<]", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
