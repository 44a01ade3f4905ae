using MathNet.Numerics.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Verdicts on the single values of Table 2, which no model can be assigned to: a row is compared as a sorted set.</summary>
/// <param name="ledger">What was registered.</param>
/// <param name="estimates">Our latencies.</param>
internal sealed class SortedSetVerdicts(Ledger ledger, NumberEstimates estimates)
{
    private readonly TwoQuestions questions = new(ledger.Rule.Confidence);

    public IEnumerable<NumberVerdict> All() => ledger.Numbers
        .Where(number => number.Method == VerdictMethod.SortedSet)
        .GroupBy(number => number.Model!.Representation)
        .SelectMany(row => OfRow([.. row]));

    private IEnumerable<NumberVerdict> OfRow(PublishedNumber[] row)
    {
        PublishedNumber[] ranked = [.. row.OrderBy(number => number.Value)];
        SeedValue[][] seeds = [.. Seeds(row[0])];
        SortedSet? set = seeds.Length == 0 ? null : Compare([.. ranked.Select(number => (double)number.Value!.Value)], seeds);
        bool differs = set?.Probability is { } probability && questions.IsSmall(probability);
        string reason =
            set is null ? "No seed has all models of the row."
            : set.Probability is null ? Reasons.TooFew(seeds.Length, ledger.Rule.Least.RunsOfCollapse)
            : differs ? "The paper's row lies farther from ours than our seeds from each other."
            : "The paper's row lies no farther from ours than our seeds from each other.";
        reason += set is null ? "" : " Ours is the value of the same rank in our row, since no model can be assigned to a printed value.";
        return row.Select(number => new NumberVerdict
        {
            Number = number,
            Verdict = differs ? Verdict.Differs : Verdict.Inconclusive,
            Reason = reason,
            Values = [.. seeds.Select(seed => seed[Array.IndexOf(ranked, number)])],
            SortedSet = set,
            Assumptions = ledger.AssumptionsOf(number),
        });
    }

    private SortedSet Compare(double[] paper, SeedValue[][] seeds)
    {
        double[][] values = [.. seeds.Select(seed => seed.Select(value => value.Value).ToArray())];
        double[] ours = Mean(values);
        double distance = Distance(paper, ours);
        double[] own =
        [
            .. from left in values.Index()
               where values.Length > 1
               select Distance(left.Item, Mean([.. values.Where((_, at) => at != left.Index)])),
        ];
        double? probability = seeds.Length < ledger.Rule.Least.RunsOfCollapse
            ? null
            : (1.0 + own.Count(other => other >= distance)) / (1 + own.Length);
        return new SortedSet(paper, ours, distance, own, probability);
    }

    // For each seed that all models of the row have, its latencies in ascending order.
    private IEnumerable<SeedValue[]> Seeds(PublishedNumber number)
    {
        ModelEstimate[] models = [.. estimates.Row(number)];
        return from seed in models.SelectMany(model => model.Seeds).GroupBy(value => value.Seed)
               where seed.Count() == models.Length
               orderby seed.Key
               select seed.OrderBy(value => value.Value).ToArray();
    }

    private static double[] Mean(double[][] sets) => [.. sets[0].Select((_, at) => sets.Select(set => set[at]).Mean())];

    private static double Distance(double[] first, double[] second) => MathNet.Numerics.Distance.MAE(first, second);
}
