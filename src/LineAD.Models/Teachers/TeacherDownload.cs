using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using LineAD.Core.Errors;

namespace LineAD.Models.Teachers;

/// <summary>
/// Fetches teacher weights: resumes what was begun, checks the hex digits that the file's name carries, and pins the
/// whole SHA-256 on first use (<c>NAME.sha256</c> beside the file).
/// </summary>
/// <param name="http">Client; its timeout must allow for large files.</param>
/// <param name="folder">Teacher folder.</param>
public sealed class TeacherDownload(HttpClient http, string folder)
{
    private const int BufferBytes = 1 << 17;
    private const long MaxBytes = 2L * 1024 * 1024 * 1024;

    /// <summary>Downloads the file unless it is there; returns its path.</summary>
    /// <param name="id">Teacher id, for messages.</param>
    /// <param name="source">Address.</param>
    /// <param name="progress">Called with bytes so far and total (0 if unknown).</param>
    /// <param name="cancellationToken">Stops; what came so far is kept for a resumption.</param>
    /// <exception cref="ModelBundleException">Offline, refused, or the content is not what its name says.</exception>
    public async Task<string> GetAsync(
        string id,
        TeacherSource source,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellationToken)
    {
        var target = Path.Combine(folder, source.FileName);
        if (!File.Exists(target))
        {
            Directory.CreateDirectory(folder);
            var part = target + ".part";
            await FetchAsync(id, source, part, progress, cancellationToken);
            await CheckAsync(source, part, true, cancellationToken);
            File.Move(part, target);
        }
        else
        {
            await CheckAsync(source, target, false, cancellationToken);
        }

        return target;
    }

    private async Task FetchAsync(
        string id,
        TeacherSource source,
        string part,
        IProgress<(long, long)>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            var have = File.Exists(part) ? new FileInfo(part).Length : 0;
            using var response = await SendAsync(source.Url, have, cancellationToken);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return;
            }

            response.EnsureSuccessStatusCode();
            var resumed = response.StatusCode == HttpStatusCode.PartialContent;
            await CopyAsync(response, part, resumed ? have : 0, progress, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ModelBundleException(
                $"teacher '{id}' can not be fetched from {source.Url} ({e.Message}). Try again to resume, or fetch "
                + $"that address on another machine and copy {source.FileName} to '{Path.GetFullPath(folder)}'",
                e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, long from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task CopyAsync(
        HttpResponseMessage response,
        string part,
        long from,
        IProgress<(long, long)>? progress,
        CancellationToken token)
    {
        var total = response.Content.Headers.ContentLength is { } rest ? from + rest : 0;
        await using var body = await response.Content.ReadAsStreamAsync(token);
        await using var file = new FileStream(part, from > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write);
        var buffer = new byte[BufferBytes];
        var done = from;
        int read;
        while ((read = await body.ReadAsync(buffer, token)) > 0)
        {
            done += read;
            if (done > MaxBytes)
            {
                throw new IOException($"more than {MaxBytes} bytes are no teacher weights");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), token);
            progress?.Report((done, total));
        }
    }

    /// <summary>Compares with the name's digits and the pinned hash; pins when there is none yet.</summary>
    private static async Task CheckAsync(
        TeacherSource source, string path, bool fresh, CancellationToken cancellationToken)
    {
        var hash = await HashAsync(path, cancellationToken);
        if (source.HashPrefix is { } prefix && !hash.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw Refuse(path, fresh, $"its SHA-256 is {hash}, its name promises {prefix}");
        }

        var pin = Path.Combine(Path.GetDirectoryName(path)!, source.FileName + ".sha256");
        if (!File.Exists(pin))
        {
            await File.WriteAllTextAsync(pin, hash + "\n", cancellationToken);
        }
        else if ((await File.ReadAllTextAsync(pin, cancellationToken)).Trim() != hash)
        {
            throw Refuse(path, fresh, $"its SHA-256 is {hash}, not the one pinned in '{pin}'");
        }
    }

    private static ModelBundleException Refuse(string path, bool fresh, string finding)
    {
        if (fresh)
        {
            File.Delete(path);
        }

        var remedy = fresh ? "it was deleted; fetch it again" : "delete it and fetch it again";
        return new ModelBundleException($"teacher file '{path}' is not what was published: {finding}; {remedy}");
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
