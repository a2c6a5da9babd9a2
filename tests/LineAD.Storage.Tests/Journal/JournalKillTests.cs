using LineAD.Core.Journal;
using LineAD.Core.Wire;

namespace LineAD.Storage.Tests.Journal;

public sealed class JournalKillTests : JournalFixture
{
    /// <summary>Copies the files under a running writer at many moments: each copy is what a killed process would leave.</summary>
    [Fact]
    public async Task Recover_FromAnyMomentOfARunningWriter_Balances()
    {
        await using var journal = Open();
        journal.Recover();
        var copies = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(FilePath)!, "copies"));
        for (var i = 1; i <= 400; i++)
        {
            journal.TryAppend(new FrameReceived { Station = Station, FrameNumber = i });
            journal.TryAppend(Opened(i));
            if (i % 3 != 0)
            {
                journal.TryAppend(Decided(i, Verdict.Pass));
                journal.TryAppend(Closed(i, PartOutcome.Published, Ended(i, FrameState.Used)));
            }

            if (i % 40 == 0)
            {
                // The writer commits between copies only when it is idle, so that a copy of two files is of one moment.
                await FlushAsync(journal);
                foreach (var part in new[] { "", "-wal" })
                {
                    File.Copy(FilePath + part, Path.Combine(copies.FullName, $"{i}.db{part}"));
                }
            }
        }

        foreach (var copy in copies.GetFiles("*.db"))
        {
            await using var recovered = new LineAD.Storage.Journal.SqliteJournal(
                new LineAD.Storage.Journal.JournalOptions { Path = copy.FullName },
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
            recovered.Recover();
            var books = recovered.ReadBooks().ShouldHaveSingleItem();
            var frames = long.Parse(Path.GetFileNameWithoutExtension(copy.Name), System.Globalization.CultureInfo.InvariantCulture);
            books.FramesReceived.ShouldBe(frames);
            books.Balanced.ShouldBeTrue();
        }
    }
}
