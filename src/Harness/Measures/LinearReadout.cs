using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Measures;

/// <summary>
/// A linear map with an intercept, fitted by ridge regression in closed form: features and targets are centred on their means over the
/// samples, and the weights W solve (XᵀX + λ D) W = XᵀY, where D is the diagonal of XᵀX: ridge regression on standardised features. The
/// intercept is not penalised. λ is so small that it only keeps dead or equal units from making the system singular. A network shortly
/// before it collapses has a few states that are thousands of times as large as the others; a λ of 1e-6, or one in proportion to the mean
/// of D, would leave nothing of the usual states.
/// </summary>
public sealed class LinearReadout
{
    /// <summary>λ.</summary>
    public const double Ridge = 1e-10;

    // Samples that are centred at a time: a centred copy of all targets of a fit would be dozens of megabytes of fresh memory.
    private const int Together = 64;

    private readonly double[] featureMeans;
    private readonly double[] targetMeans;
    private readonly double[] weights;

    /// <summary>Fits the map.</summary>
    /// <param name="features">[samples, F].</param>
    /// <param name="targets">[samples, M].</param>
    /// <param name="samples">Number of samples, at least 1.</param>
    public LinearReadout(ReadOnlySpan<float> features, ReadOnlySpan<float> targets, int samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        (int width, int outputs) = (features.Length / samples, targets.Length / samples);
        featureMeans = Means(features, samples);
        targetMeans = Means(targets, samples);
        double[] gram = new double[width * width];
        weights = new double[width * outputs];
        double[] x = new double[Together * width], y = new double[Together * outputs];
        for (int first = 0; first < samples; first += Together)
        {
            int count = Math.Min(Together, samples - first);
            Span<double> centred = Centre(features.Slice(first * width, count * width), featureMeans, x);
            OrderedProduct.AddTransposed(centred, centred, count, gram);
            OrderedProduct.AddTransposed(centred, Centre(targets.Slice(first * outputs, count * outputs), targetMeans, y), count, weights);
        }

        for (int i = 0; i < width; i++)
        {
            // A feature that never varies gets weight zero.
            double squares = gram[(i * width) + i];
            gram[(i * width) + i] = squares == 0 ? 1 : squares * (1 + Ridge);
        }

        Cholesky.Solve(gram, width, weights, outputs);
    }

    /// <summary>W, [F, M].</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The mean of each target over the samples of the fit, [M]: what one would say without features.</summary>
    public ReadOnlySpan<double> TargetMeans => targetMeans;

    /// <summary>Computes the map's values.</summary>
    /// <param name="features">[samples, F].</param>
    /// <param name="samples">Number of samples.</param>
    /// <param name="values">Receives [samples, M].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Predict(ReadOnlySpan<float> features, int samples, Span<double> values)
    {
        (int width, int outputs) = (featureMeans.Length, targetMeans.Length);
        values.Clear();
        double[] x = new double[Together * width];
        for (int first = 0; first < samples; first += Together)
        {
            int count = Math.Min(Together, samples - first);
            Span<double> predicted = values.Slice(first * outputs, count * outputs);
            OrderedProduct.Add(Centre(features.Slice(first * width, count * width), featureMeans, x), weights, count, predicted);
            for (int sample = 0; sample < count; sample++)
            {
                Span<double> row = predicted.Slice(sample * outputs, outputs);
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] += targetMeans[i];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Means(ReadOnlySpan<float> values, int samples)
    {
        double[] means = new double[values.Length / samples];
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<float> row = values.Slice(sample * means.Length, means.Length);
            for (int i = 0; i < row.Length; i++)
            {
                means[i] += row[i];
            }
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] /= samples;
        }

        return means;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Span<double> Centre(ReadOnlySpan<float> values, double[] means, double[] centred)
    {
        for (int first = 0; first < values.Length; first += means.Length)
        {
            ReadOnlySpan<float> row = values.Slice(first, means.Length);
            Span<double> target = centred.AsSpan(first, means.Length);
            for (int i = 0; i < row.Length; i++)
            {
                target[i] = row[i] - means[i];
            }
        }

        return centred.AsSpan(0, values.Length);
    }
}
