using CsCheck;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

public sealed class TwoQuestionsTests
{
    private static readonly TwoQuestions Questions = new(Ledger.Registered.Rule.Confidence);

    // t(0.95) is 1.86 and t(0.975) is 2.31 with 8 degrees of freedom; se is 0.1.
    [Theory]
    [InlineData(10.05, 0.5, Verdict.Agrees)]
    [InlineData(10.40, 0.6, Verdict.DiffersByLess)]
    [InlineData(10.40, 0.4, Verdict.Differs)]
    [InlineData(10.20, 0.2, Verdict.Inconclusive)]
    [InlineData(10.40, null, Verdict.Differs)]
    [InlineData(10.20, null, Verdict.Inconclusive)]
    public void Verdict_follows_from_the_two_answers(double mean, double? margin, Verdict expected) =>
        Assert.Equal(expected, Questions.Ask(Scale.Plain, new StudentEstimate(mean, 0.1, 8), new Interval(9.95, 10.05), margin).Verdict);

    [Theory]
    [InlineData(0.970, 0.9785)]
    [InlineData(0.979, 0.9785)]
    [InlineData(0.990, 0.9795)]
    public void Margin_is_carried_to_the_side_where_ours_lies(double mean, double end)
    {
        double Place(double value) => Scale.Logit.FromPlain(value);
        Comparison comparison = Questions.Ask(Scale.Logit, new StudentEstimate(Place(mean), 0.1, 8), new Interval(0.9785, 0.9795), 0.0075);
        double below = Place(0.9785) - Place(0.971);
        double above = Place(0.987) - Place(0.9795);

        Assert.True(below < above);
        Assert.Equal(mean == 0.990 ? above : below, comparison.Margin!.Value, 1e-12);
        Assert.Equal(mean == 0.979 ? 0 : Math.Abs(Place(mean) - Place(end)), comparison.Distance, 1e-12);
    }

    // (2.306 + 0.889) 0.1 to either side of logit(0.95); the accuracy falls farther than it rises.
    [Fact]
    public void Detectable_difference_is_the_larger_of_both_sides()
    {
        double place = Scale.Logit.FromPlain(0.95);
        Comparison comparison = Questions.Ask(Scale.Logit, new StudentEstimate(place, 0.1, 8), new Interval(0.9495, 0.9505), 0.02);

        Assert.Equal(0.95 - Scale.Logit.ToPlain(place - 0.31949), comparison.Detectable, 1e-6);
        Assert.True(comparison.Detectable > Scale.Logit.ToPlain(place + 0.31949) - 0.95);
    }

    [Fact]
    public void Equivalence_puts_the_90_percent_interval_inside_the_margin() => Cases.Sample((mean, error, freedom, half, margin) =>
    {
        StudentEstimate ours = new(mean, error, freedom);
        Comparison comparison = Questions.Ask(Scale.Plain, ours, new Interval(-half, half), margin);
        bool isInside = new Interval(-half - margin, half + margin).Contains(ours.Interval(0.9));

        Assert.True(!comparison.IsEquivalent!.Value || isInside);
        Assert.True(comparison.Distance == 0 || comparison.IsEquivalent.Value == isInside);
        Assert.True(!comparison.IsDifferent || comparison.Side is not null);
    });

    [Fact]
    public void Shift_of_ours_and_of_the_paper_changes_nothing() => Cases.Sample((mean, error, freedom, half, margin) =>
    {
        const double Shift = 4; // A power of two that loses no bit here.
        Comparison here = Questions.Ask(Scale.Plain, new StudentEstimate(mean, error, freedom), new Interval(-half, half), margin);
        Comparison there = Questions.Ask(Scale.Plain, new StudentEstimate(mean + Shift, error, freedom), new Interval(Shift - half, Shift + half), margin);

        Assert.Equal(here.Verdict, there.Verdict);
        Assert.Equal(here.Probability, there.Probability, 1e-9);
        Assert.Equal(here.Detectable, there.Detectable, 1e-9);
    });

    [Theory]
    [InlineData(10.04, null)]
    [InlineData(9.96, null)]
    [InlineData(10.06, Direction.Higher)]
    [InlineData(9.94, Direction.Lower)]
    public void Ours_lies_on_a_side_of_the_printed_number_unless_it_rounds_to_it(double mean, Direction? side) =>
        Assert.Equal(side, Questions.Ask(Scale.Plain, new StudentEstimate(mean, 0.1, 8), new Interval(9.95, 10.05), 0.5).Side);

    [Fact]
    public void Adjusted_probability_answers_the_first_question()
    {
        Comparison comparison = Questions.Ask(Scale.Plain, new StudentEstimate(0.3, 0.1, 8), new Interval(0, 0), null);

        Assert.True(comparison.IsDifferent);
        Assert.False(Questions.Adjust(comparison, 0.06).IsDifferent);
        Assert.True(Questions.Adjust(comparison, 0.05).IsDifferent);
    }

    [Theory]
    [InlineData(4.0, 5.0, 0.5, Verdict.Agrees)]
    [InlineData(5.5, 6.0, 1.5, Verdict.DiffersByLess)]
    [InlineData(5.5, 6.0, 0.2, Verdict.Differs)]
    [InlineData(4.9, 5.4, 0.2, Verdict.Inconclusive)]
    public void Draws_get_the_same_two_questions(double low, double high, double margin, Verdict expected)
    {
        double[] draws = [.. Enumerable.Range(0, 1001).Select(i => 4 + (i / 1000.0))];

        Assert.Equal(expected, Questions.Ask(draws, new Interval(low, high), margin).Verdict);
    }

    // Half of the central 95 % and half of the central 60 %, which leaves a fifth above it.
    [Fact]
    public void Detectable_difference_of_draws_is_half_of_both_their_intervals()
    {
        double[] draws = [.. Enumerable.Range(0, 10_001).Select(i => 4 + (i / 10_000.0))];

        Assert.Equal((0.95 + 0.6) / 2, Questions.Ask(draws, new Interval(4.5, 4.5), 0.5).Detectable, 1e-3);
    }

    private static readonly Gen<(double, double, int, double, double)> Cases =
        Gen.Select(Gen.Double[-3, 3], Gen.Double[0.05, 1], Gen.Int[4, 20], Gen.Double[0, 0.5], Gen.Double[0.1, 3]);
}
