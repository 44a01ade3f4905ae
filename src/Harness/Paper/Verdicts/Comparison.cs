using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Our values beside a published number: steps 1 to 7 of the rule, or the same two questions asked of draws.</summary>
public sealed record Comparison
{
    /// <summary>The scale of m, s, s̃, se, d and δ; plain for a derived number.</summary>
    public required Scale Scale { get; init; }

    /// <summary>Plain values that the printed number stands for.</summary>
    public required Interval Printed { get; init; }

    /// <summary>m on the scale; the median of the draws for a derived number.</summary>
    public required double Mean { get; init; }

    /// <summary>s; null with fewer than two seeds and for a derived number.</summary>
    public double? Deviation { get; init; }

    /// <summary>s̃; null for a derived number.</summary>
    public double? Moderated { get; init; }

    /// <summary>Degrees of freedom of s̃; null for a derived number.</summary>
    public double? Freedom { get; init; }

    /// <summary>se; null for a derived number.</summary>
    public double? StandardError { get; init; }

    /// <summary>d, from m to the nearest end of the printed interval; 0 inside.</summary>
    public required double Distance { get; init; }

    /// <summary>The p-value of the first question.</summary>
    public required double Probability { get; init; }

    /// <summary>The same after Holm's adjustment.</summary>
    public required double Adjusted { get; init; }

    /// <summary>Whether ours is different.</summary>
    public required bool IsDifferent { get; init; }

    /// <summary>δ on the scale, from the printed interval on the side where m lies; null without a margin.</summary>
    public required double? Margin { get; init; }

    /// <summary>Whether ours is equivalent; null without a margin.</summary>
    public required bool? IsEquivalent { get; init; }

    /// <summary>Plain: m ± t(0.975) se; the central 95 % of the draws for a derived number. The paper's own seed is allowed for.</summary>
    public required Interval Interval { get; init; }

    /// <summary>
    /// Plain: the smallest difference that so many seeds could have detected, t(0.975) + t(0.8) times se, to the side where it is larger.
    /// </summary>
    public required double Detectable { get; init; }

    /// <summary>Step 7.</summary>
    public Verdict Verdict => (IsDifferent, IsEquivalent) switch
    {
        (false, true) => Verdict.Agrees,
        (true, true) => Verdict.DiffersByLess,
        (true, _) => Verdict.Differs,
        (false, _) => Verdict.Inconclusive,
    };

    /// <summary>On which side of the printed interval m lies; null inside.</summary>
    public Direction? Side
    {
        get
        {
            double mean = Scale.ToPlain(Mean);
            return mean > Printed.High ? Direction.Higher : mean < Printed.Low ? Direction.Lower : null;
        }
    }
}
