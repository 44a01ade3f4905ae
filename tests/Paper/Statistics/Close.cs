using Xunit;

namespace RnnMemory.Tests.Paper.Statistics;

/// <summary>Equality of numbers that other libraries computed.</summary>
internal static class Close
{
    /// <summary>Within so much of the larger of 1 and the expected size.</summary>
    public static void Equal(double expected, double actual, double within = 1e-10, string what = "") => Assert.True(
        Math.Abs(expected - actual) <= within * Math.Max(1, Math.Abs(expected)), $"{what} expected {expected:R}, got {actual:R}");

    /// <summary>Within so much of the expected value, however small that is.</summary>
    public static void Relative(double expected, double actual, double within = 1e-9, string what = "") => Assert.True(
        Math.Abs(expected - actual) <= within * Math.Abs(expected), $"{what} expected {expected:R}, got {actual:R}");

    /// <summary>A share of so many random draws, within four standard errors.</summary>
    public static void Share(double expected, double actual, int draws, string what = "") => Assert.True(
        Math.Abs(expected - actual) <= (4 * Math.Sqrt(expected * (1 - expected) / draws)) + (4.0 / draws), $"{what} expected {expected:R}, got {actual:R}");
}
