using System.Globalization;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;

namespace RnnMemory.Reports.Verdicts;

/// <summary>Verdicts and figures in words.</summary>
internal static class VerdictWords
{
    public const int Width = 100;

    /// <summary>E.g. "differs (higher)": ours is higher.</summary>
    public static string Of(NumberVerdict verdict) => Of(verdict.Verdict) + (verdict.Direction switch
    {
        null => "",
        Direction.Higher => " (higher)",
        Direction.Lower => " (lower)",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict.Direction, "no direction"),
    });

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Agrees => "agrees",
        Verdict.Differs => "differs",
        Verdict.DiffersByLess => "differs, by less than δ",
        Verdict.Inconclusive => "inconclusive",
        Verdict.NotMeasurable => "not measurable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "no verdict on numbers"),
    };

    public static string Of(ClaimDecision decision) => decision switch
    {
        ClaimDecision.Confirmed => "confirmed",
        ClaimDecision.Refuted => "refuted",
        ClaimDecision.Inconclusive => "inconclusive",
        ClaimDecision.NotMeasurable => "not measurable",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "no verdict on claims"),
    };

    public static string Of(AssumptionOutcome outcome) => outcome switch
    {
        AssumptionOutcome.NothingToTry => "nothing to try",
        AssumptionOutcome.ShownElsewhere => "shown elsewhere",
        AssumptionOutcome.NotTestedYet => "not tested yet",
        AssumptionOutcome.TooFewRuns => "too few runs",
        AssumptionOutcome.Unchanged => "no conclusion changes",
        AssumptionOutcome.Changed => "a conclusion changes",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no answer on assumptions"),
    };

    public static string Of(OrderingReading? reading) => reading switch
    {
        null => "verdict",
        OrderingReading.Authors => "the authors' permutations",
        OrderingReading.General => "permutations in general",
        _ => throw new ArgumentOutOfRangeException(nameof(reading), reading, "no reading"),
    };

    /// <summary>
    /// Four significant digits, or whole numbers from 10,000 on, such as updates; rounded further than any machine's arithmetic could
    /// matter.
    /// </summary>
    public static string Figure(double? value) =>
        value?.ToString(Math.Abs(value.Value) >= 10_000 ? "F0" : "G4", CultureInfo.InvariantCulture) ?? "none";

    public static string Range(Interval interval) => $"{Figure(interval.Low)} to {Figure(interval.High)}";

    /// <summary>Ids such as "INC-1", three or more that follow each other as one text: "INC-1 to INC-4".</summary>
    public static IEnumerable<string> Ranges(IReadOnlyList<string> ids)
    {
        const int Least = 3;
        for (int first = 0, next; first < ids.Count; first = next)
        {
            next = first + 1;
            while (next < ids.Count && ids[next] == Following(ids[next - 1]))
            {
                next++;
            }

            string[] same = [.. ids.Skip(first).Take(next - first)];
            foreach (string text in same.Length < Least ? same : [$"{same[0]} to {same[^1]}"])
            {
                yield return text;
            }
        }

        static string? Following(string id) =>
            id.Split('-') is [var kind, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int at)
                ? FormattableString.Invariant($"{kind}-{at + 1}") : null;
    }

    /// <summary>Counts of verdicts, e.g. "3 confirmed, 2 refuted".</summary>
    public static string Counts(IEnumerable<string> verdicts) => string.Join(", ", verdicts.GroupBy(verdict => verdict)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>Lines of at most <see cref="Width"/> characters; the later ones are indented.</summary>
    public static IEnumerable<string> Wrap(string text, string indent = "  ")
    {
        while (text.Length > Width && text.LastIndexOf(' ', Width) is var at && text[..Math.Max(0, at)].Trim().Length > 0)
        {
            yield return text[..at].TrimEnd();
            text = indent + text[(at + 1)..];
        }

        yield return text;
    }
}
