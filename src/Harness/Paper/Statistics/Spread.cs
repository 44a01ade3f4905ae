using MathNet.Numerics.Statistics;

namespace RnnMemory.Paper.Statistics;

/// <summary>A variance, and the degrees of freedom that it counts for.</summary>
/// <param name="Variance">Of the values of one seed, on their scale.</param>
/// <param name="Freedom">Degrees of freedom.</param>
public readonly record struct Spread(double Variance, int Freedom)
{
    /// <summary>s_pool²: the mean of the models' variances, weighted by S − 1. Null if no model has two values.</summary>
    /// <param name="models">For each model of a family, its values of all seeds, on their scale.</param>
    public static Spread? Pooled(IEnumerable<IReadOnlyList<double>> models)
    {
        double sum = 0;
        int freedom = 0;
        foreach (IReadOnlyList<double> values in models.Where(values => values.Count > 1))
        {
            sum += (values.Count - 1) * values.Variance();
            freedom += values.Count - 1;
        }

        return freedom == 0 ? null : new Spread(sum / freedom, freedom);
    }

    /// <summary>
    /// The moderated spread s̃² = (d0 s_pool² + (S − 1) s²) / (d0 + S − 1) with d0 + S − 1 degrees of freedom (Smyth 2004). With one value
    /// s² counts for nothing.
    /// </summary>
    /// <param name="values">The S values of one model, at least one.</param>
    /// <param name="prior">d0, the degrees of freedom that the pooled spread counts for here; see <see cref="VerdictRule"/>.</param>
    public Spread Moderated(IReadOnlyList<double> values, int prior)
    {
        int own = values.Count - 1;
        double squares = own == 0 ? 0 : own * values.Variance();
        return new(((prior * Variance) + squares) / (prior + own), prior + own);
    }
}
