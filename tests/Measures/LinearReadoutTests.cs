using System.Text.Json;
using RnnMemory.Measures;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class LinearReadoutTests
{
    private const int Samples = 50;
    private const int Features = 6;

    [Fact]
    public void Weights_and_predictions_are_numpy_s()
    {
        JsonElement golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "readout.json"))).RootElement;
        float[] x = [.. Numbers("x").Select(value => (float)value)], y = [.. Numbers("y").Select(value => (float)value)];
        int samples = golden.GetProperty("samples").GetInt32();

        LinearReadout readout = new(x, y, samples);

        AssertClose(Numbers("weights"), readout.Weights.ToArray(), 1e-11);
        AssertClose(Numbers("predicted"), Predicted(readout, x, samples), 1e-11);

        double[] Numbers(string name) => [.. golden.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
    }

    [Fact]
    public void Linear_map_is_recovered()
    {
        float[] x = Values(Samples * Features, 1);
        float[] y = [.. Enumerable.Range(0, Samples).SelectMany(n => Map(x.AsSpan(n * Features, Features)))];
        LinearReadout readout = new(x, y, Samples);
        float[] others = Values(Samples * Features, 2);
        double[] expected = [.. Enumerable.Range(0, Samples).SelectMany(n => Map(others.AsSpan(n * Features, Features))).Select(value => (double)value)];
        AssertClose(expected, Predicted(readout, others, Samples), 1e-4);

        static float[] Map(ReadOnlySpan<float> h) => [2 - h[0] + (0.5f * h[3]), 4 * h[5]];
    }

    [Fact]
    public void Order_of_features_permutes_the_weights_alone()
    {
        float[] x = Values(Samples * Features, 1), y = Values(Samples * 2, 3);
        int[] order = [3, 0, 5, 1, 4, 2];
        float[] permuted = [.. Enumerable.Range(0, Samples).SelectMany(n => order.Select(i => x[(n * Features) + i]))];
        LinearReadout one = new(x, y, Samples), other = new(permuted, y, Samples);
        AssertClose([.. order.SelectMany(i => one.Weights.Slice(i * 2, 2).ToArray())], other.Weights.ToArray(), 1e-10);
        AssertClose(Predicted(one, x, Samples), Predicted(other, permuted, Samples), 1e-10);
    }

    [Fact]
    public void Dead_and_equal_units_do_no_harm()
    {
        float[] x = Values(Samples * Features, 1), y = Values(Samples, 3);
        float[] more = [.. Enumerable.Range(0, Samples).SelectMany(n => (float[])[.. x.AsSpan(n * Features, Features), 0, x[n * Features]])];
        AssertClose(Predicted(new LinearReadout(x, y, Samples), x, Samples), Predicted(new LinearReadout(more, y, Samples), more, Samples), 1e-4);
    }

    [Fact]
    public void One_huge_state_hides_nothing_of_the_others()
    {
        float[] x = [.. Values(Samples * Features, 1), .. Enumerable.Repeat(1e4f, Features)];
        float[] y = [.. Enumerable.Range(0, Samples + 1).Select(n => x[n * Features])];
        double[] predicted = Predicted(new LinearReadout(x, y, Samples + 1), x, Samples);
        AssertClose([.. y.SkipLast(1).Select(value => (double)value)], predicted, 0.02);
    }

    [Fact]
    public void Features_that_never_vary_predict_the_mean()
    {
        LinearReadout readout = new(new float[Samples * Features], Values(Samples, 3), Samples);
        Assert.All(Predicted(readout, new float[Features], 1), value => Assert.Equal(readout.TargetMeans[0], value));
    }

    // Sizes with and without remainders of the blocks that a product is made of.
    [Theory]
    [InlineData(21, 5, 7)]
    [InlineData(131, 9, 21)]
    [InlineData(64, 4, 8)]
    [InlineData(3, 130, 16)]
    [InlineData(1, 1, 1)]
    public void Products_are_sums_in_ascending_order_added_to_what_is_there(int rows, int m, int n)
    {
        double[] a = [.. Values(rows * m, 4).Select(value => value / 3.0)], b = [.. Values(rows * n, 5).Select(value => value / 7.0)];
        double[] transposed = [.. Values(m * n, 6).Select(value => value / 11.0)], plain = [.. Values(rows * n, 7).Select(value => value / 13.0)];
        double[] expected = [.. transposed], expectedPlain = [.. plain];
        OrderedProduct.AddTransposed(a, b, rows, transposed);
        for (int i = 0; i < m * n; i++)
        {
            for (int row = 0; row < rows; row++)
            {
                expected[i] += a[(row * m) + (i / n)] * b[(row * n) + (i % n)];
            }
        }

        OrderedProduct.Add(a, transposed, rows, plain);
        for (int i = 0; i < rows * n; i++)
        {
            for (int k = 0; k < m; k++)
            {
                expectedPlain[i] += a[(i / n * m) + k] * transposed[(k * n) + (i % n)];
            }
        }

        Assert.Equal(expected, transposed);
        Assert.Equal(expectedPlain, plain);
    }

    [Fact]
    public void Matrix_that_is_not_positive_definite_is_refused() =>
        Assert.Throws<ArithmeticException>(() => Cholesky.Solve([1, 2, 2, 1], 2, [1, 1], 1));

    [Fact]
    public void Solution_solves_the_system()
    {
        double[] b = [1, 2, 3, 4];
        Cholesky.Solve([4, 2, 2, 3], 2, b, 2);
        AssertClose([-0.375, -0.25, 1.25, 1.5], b, 1e-15);
    }

    private static double[] Predicted(LinearReadout readout, float[] features, int samples)
    {
        double[] values = new double[samples * readout.TargetMeans.Length];
        readout.Predict(features, samples, values);
        return values;
    }

    private static float[] Values(int count, int seed) =>
        [.. Enumerable.Range(0, count).Select(i => (((i * 7919) + (i * i * 31) + (seed * 104_729)) % 1009 / 512f) - 1)];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * Math.Max(1, Math.Abs(pair.First))));
    }
}
