using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims that the printed tables themselves show: MN-10, TAB-1 and TAB-2.</summary>
internal static class TableClaims
{
    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("MN-10", (evidence, _) => new(
            [
                Finding.Shown("Table 2 has the best models, with scores", evidence.Ledger.Numbers.Any(number =>
                    number.Id.StartsWith("T2/", StringComparison.Ordinal) && number.Quantity == PublishedQuantity.TestAccuracy)),
                Finding.Shown("Table 4 has latencies", evidence.Ledger.Numbers.Any(number =>
                    number.Id.StartsWith("T4/", StringComparison.Ordinal) && number.Quantity == PublishedQuantity.Latency)),
            ],
            Decisions.AllAbove)),
        new("TAB-1", (evidence, _) => new([.. Published.Table4.Select(BestRow)], Decisions.AllAbove)),
        new("TAB-2", (evidence, _) => new([.. Ranking(evidence)], Decisions.AllAbove)),
    ];

    private static Finding BestRow(PublishedScore row)
    {
        PublishedRun best = Published.Table3.Where(run => run.Representation == row.Representation).MaxBy(run => run.TestAccuracy)!;
        return Finding.Shown(
            $"{row.Representation} of Table 4 is its best row of Table 3",
            (row.BestEpoch, row.Accuracy, row.TestAccuracy, row.Loss, row.TestLoss) == (best.BestEpoch, best.Accuracy,
                best.TestAccuracy, best.Loss, best.TestLoss),
            best.PaperLabel);
    }

    private static IEnumerable<Finding> Ranking(ClaimEvidence evidence)
    {
        IReadOnlyList<PublishedRun> rows = Published.Table3;
        yield return Finding.Shown("vacc descends from row to row", rows.Zip(rows.Skip(1)).All(pair => pair.First.TestAccuracy >= pair.Second.TestAccuracy));
        yield return Finding.Shown(
            "every representation and permutation is there at both rates, none twice",
            rows.Select(row => (row.Representation, row.Permutation, row.LearningRate)).Distinct().Count() == rows.Count
            && rows.GroupBy(row => (row.Representation, row.Permutation)).All(group => group.Count() == evidence.Rates.Count)
            && rows.Select(row => row.Representation).Distinct().Order().SequenceEqual(Representations.Names.Order()),
            $"{rows.Count} rows");

        // What choosing the epoch on the test images adds.
        double[] gained = [.. evidence.Observed.PaperImages.Where(run => !run.Collapsed)
            .Select(run => run.BestTestAccuracy - run.LastTestAccuracy)];
        yield return new Finding
        {
            What = "our best vacc less the last one, mean over runs that did not collapse",
            Unit = "vacc",
            Decides = false,
            Estimate = gained.Length == 0 ? null : gained.Average(),
        };
    }
}
