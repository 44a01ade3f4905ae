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
        double[] x = Centred(features, featureMeans);
        double[] gram = new double[width * width];
        OrderedProduct.OfTransposed(x, x, samples, gram);
        for (int i = 0; i < width; i++)
        {
            // A feature that never varies gets weight zero.
            double squares = gram[(i * width) + i];
            gram[(i * width) + i] = squares == 0 ? 1 : squares * (1 + Ridge);
        }

        weights = new double[width * outputs];
        OrderedProduct.OfTransposed(x, Centred(targets, targetMeans), samples, weights);
        Cholesky.Solve(gram, width, weights, outputs);
    }

    /// <summary>W, [F, M].</summary>
    public ReadOnlySpan<double> Weights => weights;

    /// <summary>The mean of each target over the samples of the fit, [M]: what one would say without features.</summary>
    public ReadOnlySpan<double> TargetMeans => targetMeans;

    /// <summary>The map's values, [samples, M].</summary>
    /// <param name="features">[samples, F].</param>
    /// <param name="samples">Number of samples.</param>
    public double[] Predict(ReadOnlySpan<float> features, int samples)
    {
        double[] values = new double[samples * targetMeans.Length];
        OrderedProduct.Of(Centred(features, featureMeans), weights, samples, values);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += targetMeans[i % targetMeans.Length];
        }

        return values;
    }

    private static double[] Means(ReadOnlySpan<float> values, int samples)
    {
        double[] means = new double[values.Length / samples];
        for (int i = 0; i < values.Length; i++)
        {
            means[i % means.Length] += values[i];
        }

        for (int i = 0; i < means.Length; i++)
        {
            means[i] /= samples;
        }

        return means;
    }

    private static double[] Centred(ReadOnlySpan<float> values, double[] means)
    {
        double[] centred = new double[values.Length];
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = values[i] - means[i % means.Length];
        }

        return centred;
    }
}
