using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Is ours different, is it equivalent: steps 3 to 7 of the rule.</summary>
/// <param name="confidence">The rule's confidence levels.</param>
public sealed class TwoQuestions(ConfidenceLevels confidence)
{
    // The power with which a detectable difference would be found.
    private const double Power = 0.8;

    private double Sides => (1 + confidence.Difference) / 2;

    /// <summary>Asks both; the p-value is not adjusted yet.</summary>
    /// <param name="scale">The scale of the estimate.</param>
    /// <param name="ours">m with se, in which the paper's own seed is allowed for, and its degrees of freedom.</param>
    /// <param name="printed">Plain values that the printed number stands for.</param>
    /// <param name="margin">δ, plain; null if only the first question is asked.</param>
    public Comparison Ask(Scale scale, StudentEstimate ours, Interval printed, double? margin)
    {
        Interval places = new(scale.FromPlain(printed.Low), scale.FromPlain(printed.High));
        double distance = places.Distance(ours.Value);
        double? delta = margin is { } plain ? MarginOn(scale, ours.Value, printed, plain) : null;
        Comparison comparison = new()
        {
            Scale = scale,
            Printed = printed,
            Mean = ours.Value,
            Freedom = ours.Freedom,
            StandardError = ours.StandardError,
            Distance = distance,
            Probability = (ours with { Value = distance }).TwoSided,
            Adjusted = 1,
            IsDifferent = false,
            Margin = delta,
            IsEquivalent = delta is { } least
                ? distance + (StudentEstimate.Quantile(confidence.Equivalence, ours.Freedom) * ours.StandardError) <= least
                : null,
            Interval = scale.ToPlain(ours.Interval(confidence.Difference)),
            Detectable = Detectable(scale, ours),
        };
        return Adjust(comparison, comparison.Probability);
    }

    /// <summary>The same two questions of draws from what a further run could give.</summary>
    /// <param name="sorted">Plain draws in ascending order.</param>
    /// <param name="printed">Plain values that the printed number stands for.</param>
    /// <param name="margin">δ, plain.</param>
    public Comparison Ask(double[] sorted, Interval printed, double margin)
    {
        double median = PredictiveDraws.Central(sorted, 0).Low;
        Interval central = PredictiveDraws.Central(sorted, (2 * confidence.Equivalence) - 1);
        Interval wide = PredictiveDraws.Central(sorted, confidence.Difference);
        Interval power = PredictiveDraws.Central(sorted, (2 * Power) - 1);
        Comparison comparison = new()
        {
            Scale = Scale.Plain,
            Printed = printed,
            Mean = median,
            Distance = printed.Distance(median),
            Probability = PredictiveDraws.TwoSided(sorted, printed),
            Adjusted = 1,
            IsDifferent = false,
            Margin = margin,
            IsEquivalent = new Interval(printed.Low - margin, printed.High + margin).Contains(central),
            Interval = wide,
            Detectable = (wide.High - wide.Low + power.High - power.Low) / 2,
        };
        return Adjust(comparison, comparison.Probability);
    }

    /// <summary>The comparison with an adjusted p-value, which answers the first question.</summary>
    public Comparison Adjust(Comparison comparison, double adjusted) =>
        comparison with { Adjusted = adjusted, IsDifferent = IsSmall(adjusted) };

    /// <summary>Whether a p-value shows a difference: at most 0.05, which the rank among 19 others just reaches.</summary>
    public bool IsSmall(double probability) => probability <= 1 - confidence.Difference;

    // On the side where m lies; inside, the smaller of the two.
    private static double MarginOn(Scale scale, double mean, Interval printed, double margin)
    {
        double low = scale.FromPlain(printed.Low);
        double high = scale.FromPlain(printed.High);
        double below = low - scale.FromPlain(printed.Low - margin);
        double above = scale.FromPlain(printed.High + margin) - high;
        return mean > high ? above : mean < low ? below : Math.Min(below, above);
    }

    private double Detectable(Scale scale, StudentEstimate ours)
    {
        double quantiles = StudentEstimate.Quantile(Sides, ours.Freedom) + StudentEstimate.Quantile(Power, ours.Freedom);
        double difference = quantiles * ours.StandardError;
        double mean = scale.ToPlain(ours.Value);
        return Math.Max(scale.ToPlain(ours.Value + difference) - mean, mean - scale.ToPlain(ours.Value - difference));
    }
}
