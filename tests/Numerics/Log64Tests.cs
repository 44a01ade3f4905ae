using CsCheck;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

public sealed class Log64Tests
{
    // Correctly rounded from 50-digit decimal arithmetic; the arguments surround the seams of the reduction.
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(1.0000000000000002, 2.2204460492503128e-16)]
    [InlineData(0.7071067811865475, -0.34657359027997275)]
    [InlineData(0.7071067811865476, -0.3465735902799726)]
    [InlineData(1.4142135623730951, 0.3465735902799727)]
    [InlineData(1.4142135623730954, 0.34657359027997287)]
    [InlineData(2.0, 0.6931471805599453)]
    [InlineData(10.0, 2.302585092994046)]
    [InlineData(0.1, -2.3025850929940455)]
    [InlineData(1e-20, -46.051701859880914)]
    [InlineData(1.1102230246251565e-16, -36.7368005696771)]
    [InlineData(2.2250738585072014e-308, -708.3964185322641)]
    [InlineData(1.7976931348623157e308, 709.782712893384)]
    public void Logarithm_is_within_one_unit_of_the_correctly_rounded(double x, double expected) =>
        Assert.InRange(UnitsApart(Log64.Log(x), expected), 0, 1);

    // The C library behind Math.Log may itself be off by one.
    [Fact]
    public void Logarithm_is_within_two_units_of_the_platforms() =>
        Gen.Select(Gen.Double[0.5, 2], Gen.Int[-1021, 1021]).Sample(
            (mantissa, exponent) =>
            {
                double x = Math.ScaleB(mantissa, exponent);
                Assert.InRange(UnitsApart(Log64.Log(x), Math.Log(x)), 0, 2);
            },
            iter: 20_000);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Logarithm_of_anything_but_a_positive_normal_number_is_refused(double x) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Log64.Log(x));

    private static long UnitsApart(double a, double b) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(a) - BitConverter.DoubleToInt64Bits(b));
}
