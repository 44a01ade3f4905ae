namespace RnnMemory.Paper.Verdicts;

/// <summary>How derived numbers follow from others.</summary>
internal static class Formulas
{
    /// <summary>The value of a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="values">Plain values of its members, in its order.</param>
    /// <exception cref="ArgumentException">The formula takes another number of values.</exception>
    public static double Apply(Formula formula, double[] values) => (formula, values) switch
    {
        (Formula.Best, [_, ..]) => Largest(values),
        (Formula.RelativeDecrease, [double first, double second]) => 100 * (first - second) / first,
        (Formula.PointDecrease, [double first, double second]) => 100 * (first - second),
        (Formula.ErrorRatio, [double first, double second]) => (1 - second) / (1 - first),
        (Formula.Difference, [double first, double second]) => first - second,
        _ => throw new ArgumentException($"{formula} is not computed from {values.Length} values.", nameof(values)),
    };

    // Applied to every draw, where the library's maximum takes ten times as long until it is compiled optimised.
    private static double Largest(double[] values)
    {
        double largest = values[0];
        foreach (double value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
