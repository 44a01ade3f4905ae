using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>
/// Sizes that the paper takes from the best rows of Table 4. Their simulation is that of the published numbers (docs/verdict-rule.md,
/// "Derived numbers").
/// </summary>
internal static class BestOfAll
{
    /// <summary>The size of a published number of the text: does the interval of the draws meet the printed digits?</summary>
    public static Finding Size(ClaimEvidence evidence, PublishedNumber number)
    {
        NumberVerdict verdict = evidence.Numbers.Find(number.Id);
        Finding named = new()
        {
            What = $"{number.Id}, best of all",
            Unit = number.Unit,
            Test = $"simulation, {evidence.Rule.MonteCarloDraws:N0} draws",
            Tests = TestSides.One,
            Stated = PrintedInterval.Of(number),
            Nothing = number.Formula == Formula.ErrorRatio ? 1 : 0,
            Runs = [.. verdict.Values.SelectMany(value => value.Runs).Distinct()],
        };
        if (verdict.Comparison is not { } comparison)
        {
            return named with { Missing = verdict.Reason.TrimEnd('.') };
        }

        bool agree = verdict.WithoutCollapsing is not { } single
            || Meets(single.Interval, comparison.Printed) == Meets(comparison.Interval, comparison.Printed);
        string corrected = number.Corrected is not { } right ? ""
            : FormattableString.Invariant($"the corrected {right.Value} lies {(comparison.Interval.Contains((double)right.Value) ? "inside" : "outside")}");
        Finding size = named with
        {
            Estimate = comparison.Scale.ToPlain(comparison.Mean),
            Interval = comparison.Interval,
            P = comparison.Probability,
            Note = corrected,
        };

        // Without a common answer the size stays open.
        return agree ? size : size with
        {
            P = null,
            Interval = null,
            Missing = "needs one answer with and without the models that may collapse",
            Note = $"with and without the models that may collapse the answers differ; {corrected}",
        };
    }

    /// <summary>One decrease less another, both as in <see cref="Size"/>, claimed to be above zero.</summary>
    public static Finding Difference(ClaimEvidence evidence, PublishedNumber first, PublishedNumber second)
    {
        Finding named = new()
        {
            What = $"{first.Id} - {second.Id}, best of all",
            Unit = first.Unit,
            Test = $"simulation, {evidence.Rule.MonteCarloDraws:N0} draws",
            Tests = TestSides.One,
            Runs = [.. new[] { first, second }.SelectMany(number => evidence.Numbers.Find(number.Id).Values)
                .SelectMany(value => value.Runs).Distinct()],
        };
        if ((evidence.Numbers.Draws.Missing(first) ?? evidence.Numbers.Draws.Missing(second)) is { } missing)
        {
            return named with { Missing = missing.TrimEnd('.') };
        }

        double[] draws = evidence.Numbers.Draws.SortedDifference(first, second);
        return named with
        {
            Estimate = PredictiveDraws.Central(draws, 0).Low,
            Interval = PredictiveDraws.Central(draws, evidence.Rule.Confidence.Interval),
            P = PredictiveDraws.TwoSided(draws, new Interval(0, 0)),
        };
    }

    private static bool Meets(Interval interval, Interval other) => interval.High >= other.Low && interval.Low <= other.High;
}
