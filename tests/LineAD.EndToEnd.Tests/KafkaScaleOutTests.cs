using System.Globalization;
using LineAD.EndToEnd.Tests.Support;
using LineAD.Testing.Kafka;
using Xunit.Abstractions;

namespace LineAD.EndToEnd.Tests;

/// <summary>
/// Processes of one group share the stations, in transactional mode; <c>LINEAD_KAFKA_PROCESSORS=4</c> makes it four of them.
/// </summary>
public sealed class KafkaScaleOutTests(ITestOutputHelper output) : LineFixture
{
    private const int Stations = 12;
    private const int Parts = 24;

    private static int Processors => int.TryParse(
        Environment.GetEnvironmentVariable("LINEAD_KAFKA_PROCESSORS"), out var count) ? count : 2;

    [KafkaBrokerFact]
    public async Task ScaleOut_OneProcessorKilled_ItsStationsMoveAndEveryPartIsDecidedOnce()
    {
        await using var fleet = await KafkaFleet.StartAsync(Options, Processors, Stations, Limit);
        await UntilAsync(async () =>
        {
            var held = await Task.WhenAll(fleet.Services.Select(s => KafkaFleet.PartitionsAsync(s, Limit)));
            return held.Sum() == 2 * Processors && held.All(h => h > 0);
        });

        var sending = fleet.SendAsync(Parts, 2, Deck, Limit);
        await Task.Delay(TimeSpan.FromSeconds(4), Time, Limit);
        fleet.Services[^1].Kill();
        var killed = Time.GetTimestamp();
        await UntilAsync(async () =>
        {
            var held = await Task.WhenAll(fleet.Services.SkipLast(1).Select(s => KafkaFleet.PartitionsAsync(s, Limit)));
            return held.Sum() == 2 * Processors;
        });
        var moved = Time.GetElapsedTime(killed);
        await sending;
        await UntilAsync(() => Task.FromResult(fleet.Summary.Silent == 0));
        await Task.Delay(TimeSpan.FromSeconds(1), Time, Limit);

        var gate = fleet.Summary;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Processors} processors: {gate.Decisions} parts, {fleet.Records} decisions, {gate.Duplicates} repeated; "
            + $"stations moved after {moved.TotalMilliseconds:F0} ms, latency {gate.LatencyMs}"));
        (gate.Decisions, gate.Silent, gate.Duplicates).ShouldBe((Parts * Stations, 0, 0));
        fleet.Records.ShouldBe(Parts * Stations);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var began = Time.GetTimestamp();
        while (!await holds())
        {
            Time.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60));
            await Task.Delay(TimeSpan.FromMilliseconds(100), Time, Limit);
        }
    }
}
