using CsCheck;
using RnnMemory.Paper.Statistics;
using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

public sealed class HolmTests
{
    private static readonly Gen<double[]> Probabilities = Gen.OneOf(Gen.Double[0, 1], Gen.Double[0, 0.01], Gen.Const(0.02)).Array[1, 12];

    [Fact]
    public void Adjusted_values_are_those_of_R() => Assert.All(GoldenStatistics.R.List("holm"), golden =>
    {
        double[] adjusted = Holm.Adjust(golden.Numbers("p"));

        Assert.Equal(golden.Numbers("adjusted").Length, adjusted.Length);
        Assert.All(golden.Numbers("adjusted").Zip(adjusted), pair => Close.Equal(pair.First, pair.Second, 1e-15));
    });

    [Fact]
    public void Adjusted_values_keep_the_order_and_are_never_below_the_raw_ones() => Probabilities.Sample(raw =>
    {
        double[] adjusted = Holm.Adjust(raw);
        int[] order = [.. Enumerable.Range(0, raw.Length).OrderBy(i => raw[i])];

        Assert.All(raw.Zip(adjusted), pair => Assert.InRange(pair.Second, pair.First, 1));
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(adjusted[pair.First] <= adjusted[pair.Second]));
    });

    [Fact]
    public void Order_of_the_values_does_not_matter() => Gen.Select(Probabilities, Gen.Int[0, 11]).Sample((raw, shift) =>
    {
        int[] order = [.. Enumerable.Range(0, raw.Length).Select(i => (i + shift) % raw.Length)];
        double[] adjusted = Holm.Adjust(raw);

        Assert.Equal(order.Select(i => adjusted[i]), Holm.Adjust([.. order.Select(i => raw[i])]));
    });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double value) => Assert.Throws<ArgumentException>(() => Holm.Adjust([0.5, value]));
}
