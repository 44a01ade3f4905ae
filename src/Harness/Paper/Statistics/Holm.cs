namespace RnnMemory.Paper.Statistics;

/// <summary>Holm's step-down adjustment of p-values that are tested together.</summary>
public static class Holm
{
    /// <summary>
    /// The adjusted values, in the order given: the smallest times n, the next one times n − 1, and so on, none below the one before it
    /// and none above 1.
    /// </summary>
    /// <exception cref="ArgumentException">A value is no probability.</exception>
    public static double[] Adjust(IReadOnlyList<double> probabilities)
    {
        if (probabilities.Any(p => !(p >= 0 && p <= 1)))
        {
            throw new ArgumentException("A p-value lies between 0 and 1.", nameof(probabilities));
        }

        double[] adjusted = new double[probabilities.Count];
        double least = 0;
        foreach ((int rank, int at) in Enumerable.Range(0, adjusted.Length).OrderBy(at => probabilities[at]).Index())
        {
            least = Math.Max(least, Math.Min(1, (adjusted.Length - rank) * probabilities[at]));
            adjusted[at] = least;
        }

        return adjusted;
    }
}
