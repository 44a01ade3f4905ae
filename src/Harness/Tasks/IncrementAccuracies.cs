namespace RnnMemory.Tasks;

/// <summary>Four possible meanings of "accuracy" in Figs. 5-7 (assumption A19), each a share between 0 and 1.</summary>
/// <param name="Digits">(a) Right digits among all outputs: Keras's accuracy.</param>
/// <param name="SecondHalf">(b) Right digits among the last N outputs, those of x + 1.</param>
/// <param name="Numbers">(c) Sequences whose last N outputs are all right.</param>
/// <param name="Sequences">(d) Sequences whose outputs are all right.</param>
public sealed record IncrementAccuracies(double Digits, double SecondHalf, double Numbers, double Sequences)
{
    /// <summary>The names of the four in records and tables, in the order of (a) to (d).</summary>
    public static IReadOnlyList<string> Names { get; } =
        [IncrementMetrics.Digits, IncrementMetrics.SecondHalf, IncrementMetrics.Numbers, IncrementMetrics.Sequences];

    /// <summary>The four by name.</summary>
    public IReadOnlyDictionary<string, double> ByName() => new Dictionary<string, double>
    {
        [IncrementMetrics.Digits] = Digits,
        [IncrementMetrics.SecondHalf] = SecondHalf,
        [IncrementMetrics.Numbers] = Numbers,
        [IncrementMetrics.Sequences] = Sequences,
    };
}
