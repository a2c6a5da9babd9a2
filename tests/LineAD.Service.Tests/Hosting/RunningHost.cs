using System.Net;
using System.Text.Json;
using LineAD.Core.Configuration;
using LineAD.Service.Faults;
using LineAD.Service.Hosting;

namespace LineAD.Service.Tests.Hosting;

/// <summary>A host on a free port in this process, with a real HTTP side.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _stop = new();
    private readonly LineOutput _output = new();
    private readonly string _data = Directory.CreateTempSubdirectory("linead-host-").FullName;
    private readonly HttpClient _http = new();
    private readonly int _port;

    public RunningHost(FakeComponents components, Action<LineAdOptions>? change = null, FaultInjection? faults = null)
    {
        Components = components;
        _port = LineAD.Simulation.Brokers.FreePort.Next();
        var options = Options(_data);
        options.Http.Url = $"http://127.0.0.1:{_port}";
        change?.Invoke(options);
        Run = Task.Run(() => LineAdHost.RunAsync(
            options, faults is null ? components : new FaultyComponents(components, faults.Board), faults, _output, _stop.Token));
    }

    public FakeComponents Components { get; }

    public Task<int> Run { get; }

    public string Data => _data;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public static LineAdOptions Options(string data) => new()
    {
        DataDirectory = data,
        Mqtt = new MqttOptions(),
        Logging = new LoggingOptions { Level = "error" },
        Stations =
        [
            new StationOptions
            {
                Line = "line1",
                Station = "st1",
                StationId = 1,
                Category = "nut",
                Cameras = [new CameraOptions { Name = "cam1" }],
            },
        ],
    };

    /// <summary>Waits for the READY line and returns what follows it.</summary>
    public async Task<JsonElement> ReadyAsync()
    {
        if (await Task.WhenAny(_output.FirstLine.Task, Run).WaitAsync(Patience) == Run)
        {
            throw new InvalidOperationException($"The host ended with code {await Run} before it was ready.");
        }

        var line = await _output.FirstLine.Task;
        line.ShouldStartWith("READY ");
        return JsonDocument.Parse(line["READY ".Length..]).RootElement;
    }

    public async Task<(HttpStatusCode Code, string Body)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}{path}"));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Polls until <paramref name="path"/> answers with <paramref name="code"/>; returns the body.</summary>
    public async Task<string> UntilAsync(string path, HttpStatusCode code, string containing = "")
    {
        var last = "";
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested && !Run.IsFaulted)
        {
            try
            {
                var (got, body) = await GetAsync(path);
                last = $"{(int)got} {body}";
                if (got == code && body.Contains(containing, StringComparison.Ordinal))
                {
                    return body;
                }
            }
            catch (HttpRequestException e)
            {
                last = e.Message;
            }

            await Task.Delay(5);
        }

        throw new TimeoutException($"{path} never answered {(int)code} with '{containing}'; last: {last}");
    }

    public async Task<int> StopAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
        }

        return await Run.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        Components.ModelsMayLoad.TrySetResult();
        Components.Group?.Gate.Set();
        await StopAsync();
        _stop.Dispose();
        _http.Dispose();
        _output.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private sealed class LineOutput : StringWriter
    {
        public TaskCompletionSource<string> FirstLine { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void WriteLine(string? value) => FirstLine.TrySetResult(value ?? "");
    }
}
