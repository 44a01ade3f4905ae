using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Reports.Verdicts;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class FindingTests
{
    // A size from 4 to 5 is stated.
    [Theory]
    [InlineData(3, 4.5, 0.001, Side.Above)]
    [InlineData(4.5, 6, 0.5, Side.Above)]
    [InlineData(-1, 4.5, 0.001, Side.Open)]
    [InlineData(5.5, 6, 0.001, Side.Below)]
    [InlineData(1, 3, 0.001, Side.Below)]
    [InlineData(5.5, 6, 0.5, Side.Open)]
    [InlineData(-2, -1, 0.5, Side.Below)]
    public void Stated_size_is_met_by_an_interval_that_holds_a_part_of_it_and_excludes_no_effect(
        double low, double high, double p, Side expected)
    {
        Finding finding = new() { What = "size", Estimate = (low + high) / 2, Interval = new(low, high), P = p, Stated = new(4, 5) };

        Assert.Equal(expected, finding.Decided(0.05).Side);
    }

    // The authors' permutations and permutations in general give the same comparison other figures.
    [Fact]
    public void Comparison_with_other_figures_is_another_hypothesis()
    {
        Finding authors = new() { What = "rows - columns", Test = "permutation test", Estimate = 12, P = 0.02 };

        Assert.Equal(authors.Hypothesis, (authors with { Runs = ["a run"], Note = "a note" }).Hypothesis);
        Assert.NotEqual(authors.Hypothesis, (authors with { P = 0.03 }).Hypothesis);
        Assert.NotEqual(authors.Hypothesis, (authors with { Estimate = 13 }).Hypothesis);
    }

    [Theory]
    [InlineData(Side.Above, "above zero")]
    [InlineData(Side.Below, "below zero")]
    [InlineData(Side.Open, "open")]
    public void Contrast_that_the_claim_gives_no_direction_has_a_sign_only(Side side, string expected) =>
        Assert.Equal(expected, ClaimText.SideOf(new Finding { What = "contrast", Side = side, AsksSign = true }));

    [Fact]
    public void P_value_that_decided_against_the_claim_is_shown()
    {
        Finding against = new() { What = "faster", Estimate = -2, P = 1, Adjusted = 1, Opposite = 0.0159, Side = Side.Below };

        Assert.Contains("p 1; adjusted 1; the other way, adjusted 0.0159", ClaimText.Of(against));
        Assert.DoesNotContain("the other way", ClaimText.Of(against with { Side = Side.Open }));
    }
}
