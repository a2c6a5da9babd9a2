using System.Diagnostics;
using LineAD.Simulation.Brokers;

namespace LineAD.Transport.Tests.Mqtt;

/// <summary>Not beside other collections: it takes the thread pool away from everybody.</summary>
[Collection("thread pool")]
[CollectionDefinition("thread pool", DisableParallelization = true)]
public sealed class StarvationTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [OwnThreadsFact]
    public async Task Publish_AnswersStayInTheStarvedPool_TheNextDecisionsGoAllTheSame()
    {
        await using var broker = await StartBrokerAsync();
        var options = Setup.Options(broker);
        await using var test = new DecisionsUnderTest(options);
        using var subscriber = Subscribe(broker.Port, $"{options.Root}/l1/s1/decision", "ready", count: 5);
        WaitUntilSubscribed(broker);
        string? line = null;
        using (new StarvedPool())
        {
            var deadlineThread = new Thread(() =>
            {
                for (var i = 0; i < 5; i++)
                {
                    test.Connection.Publish(Publications.Pass($"P{i}", 1500, reserveMs: 50), _ => { });
                    Thread.Sleep(60);
                }
            });
            deadlineThread.Start();
            for (var i = 0; i < 5; i++)
            {
                line = ReadLine(subscriber);
            }
        }

        line.ShouldNotBeNull();
        line.ShouldContain("\"P4\"");
        subscriber.Kill();
    }

    [OwnThreadsFact]
    public async Task Publish_AllPoolThreadsBlocked_ReachesAnIndependentSubscriber()
    {
        await using var broker = await StartBrokerAsync();
        var options = Setup.Options(broker);
        await using var test = new DecisionsUnderTest(options);
        using var subscriber = Subscribe(broker.Port, $"{options.Root}/l1/s1/decision", "ready");
        WaitUntilSubscribed(broker);
        var publication = Publications.Pass("A", 20_000);
        var published = 0L;
        string? line;
        bool starved;
        TimeSpan took;
        using (var pool = new StarvedPool())
        {
            var deadlineThread = new Thread(() =>
            {
                published = Stopwatch.GetTimestamp();
                test.Connection.Publish(publication, _ => { });
            });
            deadlineThread.Start();
            line = ReadLine(subscriber);
            took = Stopwatch.GetElapsedTime(published);
            starved = pool.IsStarved;
        }

        starved.ShouldBeTrue();
        line.ShouldBe(System.Text.Encoding.UTF8.GetString(publication.Json.Span));
        took.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        subscriber.Kill();
    }

    private static Process Subscribe(int port, string topic, string clientId, int count = 1) => Process.Start(
        new ProcessStartInfo("mosquitto_sub", ["-p", $"{port}", "-t", topic, "-q", "1", "-i", clientId, "-C", $"{count}"])
        {
            RedirectStandardOutput = true,
        })!;

    private static Task<MosquittoBroker> StartBrokerAsync() =>
        MosquittoBroker.StartAsync(new MosquittoOptions { ExtraLines = ["log_type subscribe"] });

    // Its connection alone is not enough: what is published before the subscription never comes.
    private static void WaitUntilSubscribed(MosquittoBroker broker) =>
        Testing.Eventually.True(() => broker.Log.Any(l => l.Contains("ready 1 ", StringComparison.Ordinal)));

    // On a thread of its own: there is no other to read with.
    private static string? ReadLine(Process process)
    {
        string? line = null;
        var reader = new Thread(() => line = process.StandardOutput.ReadLine());
        reader.Start();
        reader.Join(Limit).ShouldBeTrue("mosquitto_sub printed nothing");
        return line;
    }

    private sealed class StarvedPool : IDisposable
    {
        private readonly ManualResetEventSlim _release = new();
        private readonly int _maximum;
        private readonly int _ports;
        private int _probed;

        public StarvedPool()
        {
            ThreadPool.GetMaxThreads(out _maximum, out _ports);
            ThreadPool.GetMinThreads(out var minimum, out _);
            var threads = Math.Max(minimum, ThreadPool.ThreadCount);
            ThreadPool.SetMaxThreads(threads, _ports).ShouldBeTrue();
            for (var i = 0; i < threads * 4; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_ => _release.Wait(), null);
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => Volatile.Write(ref _probed, 1), null);
        }

        public bool IsStarved => Volatile.Read(ref _probed) == 0;

        public void Dispose()
        {
            ThreadPool.SetMaxThreads(_maximum, _ports);
            _release.Set();
        }
    }
}
