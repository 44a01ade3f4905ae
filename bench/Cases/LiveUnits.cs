using RnnMemory.Models;

namespace RnnMemory.Bench.Cases;

/// <summary>The share of a ReLU network that is active, computed from its definition in binary64.</summary>
internal static class LiveUnits
{
    /// <summary>
    /// Share of the hidden states of the first minibatch, over units, steps and sequences, that are not zero; null without ReLU.
    /// </summary>
    public static double? Share(BenchCase problem, float[] parameters)
    {
        ModelSpec model = problem.Model;
        if (model.Cell != Cell.Vanilla)
        {
            return null;
        }

        (int inputs, int hidden) = (model.Inputs, model.Hidden);
        int recurrent = inputs * hidden;
        int bias = recurrent + (hidden * hidden);
        ReadOnlySpan<float> x = problem.Minibatches[0].Inputs;
        long live = 0;
        for (int b = 0; b < problem.Batch; b++)
        {
            double[] h = new double[hidden];
            for (int t = 0; t < problem.Steps; t++)
            {
                double[] z = [.. parameters.AsSpan(bias, hidden).ToArray().Select(value => (double)value)];
                for (int i = 0; i < inputs; i++)
                {
                    Add(z, x[(((t * problem.Batch) + b) * inputs) + i], parameters.AsSpan(i * hidden, hidden));
                }

                for (int k = 0; k < hidden; k++)
                {
                    Add(z, h[k], parameters.AsSpan(recurrent + (k * hidden), hidden));
                }

                h = Array.ConvertAll(z, value => Math.Max(value, 0));
                live += h.Count(value => value != 0);
            }
        }

        return (double)live / ((long)problem.Batch * problem.Steps * hidden);
    }

    private static void Add(double[] sums, double factor, ReadOnlySpan<float> row)
    {
        if (factor == 0)
        {
            return;
        }

        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] += factor * row[j];
        }
    }
}
