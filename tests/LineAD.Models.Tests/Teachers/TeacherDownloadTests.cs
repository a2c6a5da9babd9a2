using System.Security.Cryptography;
using LineAD.Core.Errors;
using LineAD.Models.Teachers;

namespace LineAD.Models.Tests.Teachers;

public sealed class TeacherDownloadTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly byte[] _content = new byte[300_000];
    private readonly FileServer _server;
    private readonly HttpClient _http = new();

    public TeacherDownloadTests()
    {
        new Random(5).NextBytes(_content);
        _server = new FileServer(_content);
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task GetAsync_WholeFile_IsCheckedPinnedAndReported()
    {
        var reports = new List<(long Done, long Total)>();
        var path = await Download().GetAsync("resnet18", Source(Hash[..8]), new Recorder(reports), default);
        File.ReadAllBytes(path).ShouldBe(_content);
        File.ReadAllText(path + ".sha256").Trim().ShouldBe(Hash);
        reports[^1].ShouldBe((_content.Length, _content.Length));
    }

    [Fact]
    public async Task GetAsync_HalfAFileIsThere_FetchesTheRest()
    {
        var source = Source(Hash[..8]);
        File.WriteAllBytes(_folder[source.FileName + ".part"], _content[..100_000]);
        var path = await Download().GetAsync("resnet18", source, null, default);
        File.ReadAllBytes(path).ShouldBe(_content);
        _server.Ranges.ShouldBe(["bytes=100000-"]);
    }

    [Fact]
    public async Task GetAsync_ContentDoesNotFitTheName_IsDeletedAndRefused()
    {
        var source = Source("00000000");
        var error = await Should.ThrowAsync<ModelBundleException>(
            Download().GetAsync("resnet18", source, null, default));
        error.Message.ShouldContain("its name promises 00000000");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task GetAsync_FileChangedAfterPinning_IsRefused()
    {
        var path = await Download().GetAsync("resnet18", Source("x"), null, default);
        File.AppendAllText(path, "x");
        var error = await Should.ThrowAsync<ModelBundleException>(
            Download().GetAsync("resnet18", Source("x"), null, default));
        error.Message.ShouldContain("pinned");
    }

    [Fact]
    public async Task GetAsync_Offline_SaysWhatToCopyWhere()
    {
        var source = Source(Hash[..8]);
        _server.Dispose();
        var error = await Should.ThrowAsync<ModelBundleException>(
            Download().GetAsync("resnet18", source, null, default));
        error.Message.ShouldContain(source.FileName);
        error.Message.ShouldContain(Path.GetFullPath(_folder.Path));
    }

    [Fact]
    public void Read_ShippedAddresses_HaveAHashInEveryName()
    {
        var sources = TeacherSources.Read(GoldenFiles.PathOf("teachers.json"));
        sources.Keys.ShouldBe(["resnet18", "resnet34", "resnet50", "wide_resnet50_2"]);
        sources.Values.ShouldAllBe(s => s.HashPrefix != null);
        sources["resnet18"].HashPrefix.ShouldBe("f37072fd");
    }

    private string Hash => Convert.ToHexStringLower(SHA256.HashData(_content));

    private TeacherDownload Download() => new(_http, _folder.Path);

    private TeacherSource Source(string digits) => new(new Uri(_server.Address, $"resnet18-{digits}.pth"), 0);

    private sealed class Recorder(List<(long Done, long Total)> reports) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) => reports.Add(value);
    }
}
