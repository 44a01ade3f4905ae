using CsCheck;
using RnnMemory.Numerics;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Numerics;

public sealed class NormalDeviateTests
{
    // The first three are the check values printed with AS 241; the others reach each side of each seam.
    [Theory]
    [InlineData(0.25, -0.674489750196081743)]
    [InlineData(0.001, -3.090232306167813542)]
    [InlineData(1e-20, -9.262340089798407574)]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.075, -1.4395314709384557)]
    [InlineData(0.0749, -1.4402382675279632)]
    [InlineData(1e-12, -7.034483825301132)]
    [InlineData(1.1102230246251565e-16, -8.209536151601386)]
    public void Quantile_of_a_published_probability_is_the_published_one(double p, double expected) =>
        Assert.InRange(NormalDeviate.Quantile(p), expected - (1e-15 * Math.Abs(expected)), expected + (1e-15 * Math.Abs(expected)));

    [Fact]
    public void Quantiles_of_p_and_one_minus_p_are_opposite() =>
        Gen.ULong[0, (1ul << 52) - 1].Sample(k =>
        {
            double p = (k + 0.5) / (1ul << 52);
            Assert.Equal(-NormalDeviate.Quantile(p), NormalDeviate.Quantile(1 - p));
        });

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Quantile_outside_the_open_interval_is_refused(double p) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDeviate.Quantile(p));

    [Fact]
    public void Deviate_is_the_quantile_of_the_middle_of_its_52_bit_cell()
    {
        WordSequence words = new RandomStream(0, "test/normal").At(0);
        WordSequence deviates = words;
        for (int i = 0; i < 1000; i++)
        {
            double k = ((words.Next() >> 6) * 67_108_864.0) + (words.Next() >> 6);
            Assert.Equal(NormalDeviate.Quantile((k + 0.5) / 4_503_599_627_370_496.0), NormalDeviate.Next(ref deviates));
        }
    }

    [Fact]
    public void Deviates_have_the_moments_and_tails_of_a_standard_normal()
    {
        WordSequence words = new RandomStream(0, "test/normal").At(0);
        const int draws = 200_000;
        double first = 0, second = 0, third = 0, fourth = 0;
        int beyondTwo = 0;
        for (int i = 0; i < draws; i++)
        {
            double z = NormalDeviate.Next(ref words);
            (first, second, third, fourth) = (first + z, second + (z * z), third + (z * z * z), fourth + (z * z * z * z));
            beyondTwo += Math.Abs(z) > 2 ? 1 : 0;
        }

        // Four standard errors: the variances of z, z², z³, z⁴ are 1, 2, 15, 96.
        double error = 4 / Math.Sqrt(draws);
        Assert.InRange(first / draws, -error, error);
        Assert.InRange((second / draws) - 1, -error * Math.Sqrt(2), error * Math.Sqrt(2));
        Assert.InRange(third / draws, -error * Math.Sqrt(15), error * Math.Sqrt(15));
        Assert.InRange((fourth / draws) - 3, -error * Math.Sqrt(96), error * Math.Sqrt(96));
        Assert.InRange(((double)beyondTwo / draws) - 0.0455002638963584, -error * 0.2085, error * 0.2085);
    }
}
