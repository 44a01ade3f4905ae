using RnnMemory.Numerics;

namespace RnnMemory.Measures;

/// <summary>
/// A linear map with an intercept, fitted by ridge regression in closed form: features and targets are centred on their means over the
/// samples, and the weights W solve (XᵀX + λ I) W = XᵀY. The intercept is not penalised. λ is <see cref="RelativeRidge"/> times the mean
/// diagonal element of XᵀX, so that it does not depend on the features' scale; it only keeps dead or equal units from making the system
/// singular.
/// </summary>
public sealed class LinearReadout
{
    /// <summary>λ over the mean diagonal element of XᵀX.</summary>
    public const double RelativeRidge = 1e-6;

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
        double trace = 0;
        for (int i = 0; i < width; i++)
        {
            trace += gram[(i * width) + i];
        }

        // Features that never vary get weight zero.
        double ridge = trace == 0 ? 1 : RelativeRidge * trace / width;
        for (int i = 0; i < width; i++)
        {
            gram[(i * width) + i] += ridge;
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
