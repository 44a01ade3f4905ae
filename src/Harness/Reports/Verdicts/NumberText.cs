using System.Globalization;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;

namespace RnnMemory.Reports.Verdicts;

/// <summary>A published number's verdict, step by step.</summary>
internal static class NumberText
{
    /// <summary>The figures behind a verdict, a line for each part of the rule.</summary>
    public static IEnumerable<string> Figures(NumberVerdict verdict)
    {
        if (verdict.Values.Count > 0)
        {
            yield return $"ours by seed: {string.Join(", ", verdict.Values.Select(value => $"{value.Seed}: {VerdictWords.Figure(value.Value)}"))}";
        }

        foreach (string line in verdict.Comparison is { } comparison ? Of(comparison) : [])
        {
            yield return line;
        }

        if (verdict.WithoutCollapsing is { } without)
        {
            yield return $"without the models that may collapse: {VerdictWords.Of(without.Verdict)}, interval {VerdictWords.Range(without.Interval)}";
        }

        if (verdict.Corrected is { } corrected)
        {
            yield return $"the corrected {VerdictWords.Figure((double)verdict.Number.Corrected!.Value)}: {VerdictWords.Of(corrected)}";
        }

        if (verdict.SortedSet is { } set)
        {
            yield return $"sorted, the paper has {Values(set.Paper)}, we have {Values(set.Ours)}: mean distance {VerdictWords.Figure(set.Distance)}; {(set.SeedDistances.Count == 0 ? "one seed, so no distance between our seeds" : $"our seeds from each other {Values(set.SeedDistances)}")}";
        }

        foreach (string line in verdict.Collapse is { } collapse ? Of(collapse) : [])
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Of(Comparison comparison)
    {
        yield return $"mean {VerdictWords.Figure(comparison.Scale.ToPlain(comparison.Mean))}, interval {VerdictWords.Range(comparison.Interval)}; smallest difference that could be detected {VerdictWords.Figure(comparison.Detectable)}";
        if (comparison.StandardError is { } error)
        {
            yield return $"on the {comparison.Scale.ToString().ToLowerInvariant()} scale: m {VerdictWords.Figure(comparison.Mean)}, s {VerdictWords.Figure(comparison.Deviation)}, moderated {VerdictWords.Figure(comparison.Moderated)}, se {VerdictWords.Figure(error)}, {VerdictWords.Figure(comparison.Freedom)} degrees of freedom, d {VerdictWords.Figure(comparison.Distance)}";
        }

        yield return $"different? p {VerdictWords.Figure(comparison.Probability)}, adjusted {VerdictWords.Figure(comparison.Adjusted)}: {(comparison.IsDifferent ? "yes" : "no")}";
        yield return comparison.IsEquivalent is { } isEquivalent
            ? $"equivalent? margin {VerdictWords.Figure(comparison.Margin)} on the scale: {(isEquivalent ? "yes" : "no")}"
            : "equivalent? not asked: no margin is registered";
    }

    private static IEnumerable<string> Of(Collapse collapse)
    {
        yield return $"collapsed: {collapse.Collapsed} of {collapse.Runs} runs; interval of the share {(collapse.Share is { } share ? VerdictWords.Range(share) : "unknown")}";
        if (collapse.BestEpochs is { } epochs)
        {
            yield return $"mean best epoch of all models that may collapse, ours less the paper's: {VerdictWords.Figure(epochs.Statistic)} epochs; permutation test p {VerdictWords.Figure(epochs.Probability)}";
        }

        if (collapse.RunningBest.Count > 0)
        {
            yield return $"best vacc up to the paper's epoch of our runs that still learn then, by seed: {string.Join(", ", collapse.RunningBest.Select(value => $"{value.Seed}: {VerdictWords.Figure(value.Value)}"))}; rank p {VerdictWords.Figure(collapse.Rank)}";
        }
    }

    /// <summary>Everything about one number.</summary>
    public static IEnumerable<string> Lines(NumberVerdict verdict, VerdictFamily? family)
    {
        PublishedNumber number = verdict.Number;
        yield return $"{number.Id}: {VerdictWords.Of(verdict)}";
        yield return $"  where       {number.Where}";
        if (number.Quotation is { } quotation)
        {
            yield return $"  quotation   \"{quotation}\"";
        }

        yield return $"  printed     {number.Printed} ({number.Unit})";
        yield return $"  protocol    {number.Protocol}";
        string margin = family is null ? "" : $"; family {family.Id}, margin {family.Margin?.ToString(CultureInfo.InvariantCulture) ?? "none"}";
        yield return $"  rule        {MethodText(number.Method)}{margin}{(number.Holm is null ? "" : $"; adjusted in {number.Holm}")}";
        yield return $"  because     {verdict.Reason}";
        foreach (string line in Figures(verdict))
        {
            yield return $"  {line}";
        }

        if (number.Note is { } note)
        {
            yield return $"  note        {note}";
        }

        if (number.Claims.Count > 0)
        {
            yield return $"  claims      {string.Join(", ", number.Claims)}";
        }

        yield return $"  leans on    {(verdict.Assumptions.Count == 0 ? "no assumption" : string.Join(", ", verdict.Assumptions))}";
    }

    private static string Values(IReadOnlyList<double> values) => string.Join(" ", values.Select(value => VerdictWords.Figure(value)));

    /// <summary>How a number gets its verdict.</summary>
    public static string MethodText(VerdictMethod method) => method switch
    {
        VerdictMethod.Equivalence => "both questions: is ours different, is it equivalent within the margin",
        VerdictMethod.Difference => "the first question only: is ours different",
        VerdictMethod.Collapse => "the rules for models that may collapse",
        VerdictMethod.Derived => "simulation of the members, then both questions",
        VerdictMethod.SortedSet => "distance of sorted sets",
        VerdictMethod.Setting => "paper.json must have the value",
        VerdictMethod.Repeated => "it repeats another number",
        VerdictMethod.ByClaim => "the verdict of its claims",
        VerdictMethod.Proved => "a test of the code or of the data",
        VerdictMethod.NotMeasurable => "not measurable",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "no method of verdicts"),
    };
}
