using RnnMemory.Measures;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims that a count on MNIST's files shows: MN-1 and MN-12, and the first half of MN-13.</summary>
internal static class InkClaims
{
    // "A couple of first and last" lines, and "almost always", which the rule fixes for another claim.
    private const int Couple = 2;
    private const string AlmostAlways = "almost-always";

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("MN-1", (evidence, _) => new([.. Size(evidence)], Decisions.AllAbove)),
        new("MN-12", (evidence, _) => new([TallerThanWide(evidence)], Decisions.AllAbove)),
    ];

    /// <summary>Whether the first and last columns are almost always blank, and whether columns have less ink than rows.</summary>
    public static IEnumerable<Finding> BlankLines(ClaimEvidence evidence)
    {
        if (evidence.Observed.Ink is not { } ink)
        {
            return [Missing("blank lines")];
        }

        double share = evidence.Figure(AlmostAlways);
        int[] columns = [.. ink.BlankColumns.Take(Couple), .. ink.BlankColumns.TakeLast(Couple)];
        double withInkInRows = ink.BlankRows.Sum(blank => 1 - ((double)blank / ink.TestImages));
        double withInkInColumns = ink.BlankColumns.Sum(blank => 1 - ((double)blank / ink.TestImages));
        return
        [
            Finding.Shown(
                FormattableString.Invariant($"each of the first {Couple} and last {Couple} columns is blank in at least {share} of the test images"),
                columns.All(blank => blank >= share * ink.TestImages), string.Join(", ", columns.Select(blank => Share(blank, ink)))),
            Finding.Shown(
                "columns with ink are fewer than rows with ink", withInkInColumns < withInkInRows,
                FormattableString.Invariant($"{withInkInColumns:F2} columns, {withInkInRows:F2} rows")),
        ];
    }

    private static IEnumerable<Finding> Size(ClaimEvidence evidence)
    {
        const int Side = 28;
        if (evidence.Observed.Ink is not { } ink)
        {
            yield return Missing("images of each part");
            yield break;
        }

        yield return Finding.Shown("60,000 images for training", ink.TrainingImages == 60_000, $"{ink.TrainingImages:N0}");
        yield return Finding.Shown("10,000 images for testing", ink.TestImages == 10_000, $"{ink.TestImages:N0}");
        yield return Finding.Shown("28 by 28 pixels", (ink.Rows, ink.Columns) == (Side, Side), $"{ink.Rows} by {ink.Columns}");
    }

    private static Finding TallerThanWide(ClaimEvidence evidence) => evidence.Observed.Ink is not { } ink ? Missing("height less width of the box around the ink")
        : Finding.Shown("height less width of the box around the ink is above zero", ink.MeanHeight > ink.MeanWidth, FormattableString.Invariant(
            $"{ink.MeanHeight:F2} rows by {ink.MeanWidth:F2} columns; taller {Share(ink.Taller, ink)}, wider {Share(ink.Wider, ink)}")) with
        {
            Estimate = ink.MeanHeight - ink.MeanWidth,
            Unit = "pixels",
        };

    private static Finding Missing(string what) => new() { What = what, Missing = "needs the measure \"ink\" of a recorded run" };

    private static string Share(int images, Ink ink) => FormattableString.Invariant($"{(double)images / ink.TestImages:F4}");
}
