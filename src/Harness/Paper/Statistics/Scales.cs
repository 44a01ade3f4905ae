namespace RnnMemory.Paper.Statistics;

/// <summary>Values on the scale on which they are averaged and compared, and back (docs/verdict-rule.md, "Words").</summary>
public static class Scales
{
    /// <summary>The scale that the rule names for a quantity.</summary>
    /// <exception cref="ArgumentException">The rule names none.</exception>
    public static Scale ScaleOf(this VerdictRule rule, PublishedQuantity quantity) =>
        rule.Scales.FirstOrDefault(entry => entry.Quantity == quantity)?.Scale
        ?? throw new ArgumentException($"The rule names no scale for {quantity}.", nameof(quantity));

    /// <summary>
    /// The place of a plain value on the scale. Infinite where a logarithm is: at and beyond 0 and 1 for the logit, at and below 0 for
    /// the logarithm.
    /// </summary>
    public static double FromPlain(this Scale scale, double value) => scale switch
    {
        Scale.Plain => value,
        Scale.Logit => value <= 0 ? double.NegativeInfinity : value >= 1 ? double.PositiveInfinity : Math.Log(value / (1 - value)),
        Scale.Log => value <= 0 ? double.NegativeInfinity : Math.Log(value),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "not a scale"),
    };

    /// <summary>The plain value of a place on the scale.</summary>
    public static double ToPlain(this Scale scale, double place) => scale switch
    {
        Scale.Plain => place,
        Scale.Logit => 1 / (1 + Math.Exp(-place)),
        Scale.Log => Math.Exp(place),
        _ => throw new ArgumentOutOfRangeException(nameof(scale), scale, "not a scale"),
    };

    /// <summary>Both ends of an interval as plain values.</summary>
    public static Interval ToPlain(this Scale scale, Interval places) => new(scale.ToPlain(places.Low), scale.ToPlain(places.High));
}
