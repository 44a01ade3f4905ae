namespace RnnMemory.Measures;

/// <summary>How fast a model learns (assumption F3).</summary>
public static class Convergence
{
    /// <summary>The first epoch, counted from 1, whose accuracy reaches the threshold; null if none does.</summary>
    public static int? EpochsTo(double threshold, IReadOnlyList<double> accuracies)
    {
        for (int epoch = 0; epoch < accuracies.Count; epoch++)
        {
            if (accuracies[epoch] >= threshold)
            {
                return epoch + 1;
            }
        }

        return null;
    }

    /// <summary>Area under the learning curve: the mean accuracy over the epochs, added in their order.</summary>
    /// <exception cref="ArgumentException">There is no epoch.</exception>
    public static double AreaUnderCurve(IReadOnlyList<double> accuracies)
    {
        if (accuracies.Count == 0)
        {
            throw new ArgumentException("A learning curve needs at least one epoch.", nameof(accuracies));
        }

        double sum = 0;
        foreach (double accuracy in accuracies)
        {
            sum += accuracy;
        }

        return sum / accuracies.Count;
    }
}
