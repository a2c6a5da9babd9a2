using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LineAD.Testing.Fuzzing;

/// <summary>
/// A seeded mutational fuzzer. What a target answers is a hint of the way that an input took through it: an input with a new
/// answer joins the corpus, so that later ones get further. An exception that the target does not expect, an input that takes
/// seconds, or one that takes much memory ends it with the input at hand.
/// </summary>
/// <remarks>
/// In the suite it runs a fixed number of rounds. <c>LINEAD_FUZZ_MINUTES</c> makes every target run for so long instead, from a
/// seed that is written down: <c>LINEAD_FUZZ_SEED</c> repeats a run.
/// </remarks>
public sealed class Fuzzer
{
    private const int MostCorpus = 2_000;
    private const int MostInputBytes = 1 << 20;
    private const long MostAllocated = 96L << 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);
    private static readonly Regex Digits = new("[0-9a-fA-F]+|'[^']*'", RegexOptions.Compiled);

    private readonly List<byte[]> _corpus;
    private readonly HashSet<string> _answers = [];
    private readonly Mutator _mutator;
    private readonly int _seed;

    /// <param name="corpus">Valid and odd inputs to begin with.</param>
    /// <param name="tokens">Pieces of the format, to be put in.</param>
    public Fuzzer(IEnumerable<byte[]> corpus, IEnumerable<byte[]>? tokens = null)
    {
        _corpus = [.. corpus];
        _seed = Number("LINEAD_FUZZ_SEED") ?? (Minutes is null ? 20261122 : Environment.TickCount);
        _mutator = new Mutator(new Random(_seed), [.. tokens ?? []]);
    }

    /// <summary>Inputs tried.</summary>
    public long Rounds { get; private set; }

    /// <summary>Different answers seen.</summary>
    public int Answers => _answers.Count;

    /// <summary>How long each target is to run, or null for the suite's rounds.</summary>
    public static double? Minutes => double.TryParse(
        Environment.GetEnvironmentVariable("LINEAD_FUZZ_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    /// <summary>Runs a target.</summary>
    /// <param name="target">Parses the input; returns what it made of it, or throws what its contract allows.</param>
    /// <param name="isAllowed">Whether an exception is one that the contract names.</param>
    /// <param name="rounds">Inputs in the suite.</param>
    public void Run(Func<byte[], string> target, Func<Exception, bool> isAllowed, int rounds = 4_000)
    {
        var limit = Minutes is { } minutes ? TimeSpan.FromMinutes(minutes) : Timeout.InfiniteTimeSpan;
        var began = Stopwatch.GetTimestamp();
        foreach (var input in _corpus.ToArray())
        {
            Try(target, isAllowed, input);
        }

        while (Minutes is null ? Rounds < rounds : Stopwatch.GetElapsedTime(began) < limit)
        {
            Try(target, isAllowed, _mutator.Mutate(_corpus, MostInputBytes));
        }
    }

    private void Try(Func<byte[], string> target, Func<Exception, bool> isAllowed, byte[] input)
    {
        Rounds++;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        string answer;
        try
        {
            answer = target(input);
        }
        catch (Exception exception) when (isAllowed(exception))
        {
            answer = $"{exception.GetType().Name}: {exception.Message}";
        }
        catch (Exception exception)
        {
            throw new FuzzException(Tell("it threw", input), exception);
        }

        Expect(Stopwatch.GetElapsedTime(began) < MostTime, "it took seconds", input);
        Expect(GC.GetAllocatedBytesForCurrentThread() - allocated < MostAllocated, "it took much memory", input);
        if (_answers.Count < MostCorpus && _answers.Add(Digits.Replace(answer, "#")) && _corpus.Count < MostCorpus)
        {
            _corpus.Add(input);
        }
    }

    private void Expect(bool holds, string what, byte[] input)
    {
        if (!holds)
        {
            throw new FuzzException(Tell(what, input), null);
        }
    }

    private string Tell(string what, byte[] input) => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {_seed}, round {Rounds}: {what} for {input.Length} bytes {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, 4096)))}");

    private static int? Number(string variable) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
