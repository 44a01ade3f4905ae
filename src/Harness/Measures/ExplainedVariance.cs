using System.Runtime.CompilerServices;

namespace RnnMemory.Measures;

/// <summary>
/// R² of predicted pixels by lag: sums over all samples, steps and pixels, in the order in which they are added. Predictions are clipped to
/// 0..1, the range of inputs: states of a few test images lie far outside those of the fit, and unclipped they alone gave a network of
/// learning rate 3e-05 an R² of -12 to -98.
/// </summary>
/// <param name="lags">Number of lags.</param>
internal sealed class ExplainedVariance(int lags)
{
    private readonly double[] errors = new double[lags];
    private readonly double[] variances = new double[lags];

    /// <summary>R² at the lag of that index; null if its pixels do not vary.</summary>
    public double? this[int lag] => variances[lag] == 0 ? null : 1 - (errors[lag] / variances[lag]);

    /// <summary>Adds the predictions after one step; the lags are the first ones, as many as the pixels are of.</summary>
    /// <param name="values">[samples, skipped + pixels].</param>
    /// <param name="means">The mean of each target over the samples of the fit, [skipped + pixels].</param>
    /// <param name="skipped">Number of leading targets that are no pixels.</param>
    /// <param name="wanted">The pixels, [samples, pixels], lag after lag.</param>
    /// <param name="perLag">Pixels of each lag.</param>
    /// <param name="samples">Number of samples.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(
        ReadOnlySpan<double> values, ReadOnlySpan<double> means, int skipped, ReadOnlySpan<float> wanted, int perLag, int samples)
    {
        int pixels = wanted.Length / samples;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<float> row = wanted.Slice(sample * pixels, pixels);
            ReadOnlySpan<double> predicted = values.Slice((sample * (skipped + pixels)) + skipped, pixels);
            ReadOnlySpan<double> mean = means.Slice(skipped, pixels);
            for (int lag = 0; lag * perLag < pixels; lag++)
            {
                (double error, double variance) = (errors[lag], variances[lag]);
                for (int pixel = lag * perLag; pixel < (lag + 1) * perLag; pixel++)
                {
                    double missed = row[pixel] - Math.Clamp(predicted[pixel], 0, 1);
                    double fromMean = row[pixel] - mean[pixel];
                    error += missed * missed;
                    variance += fromMean * fromMean;
                }

                (errors[lag], variances[lag]) = (error, variance);
            }
        }
    }
}
