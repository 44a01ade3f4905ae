using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

public sealed class IncrementTaskSpecTests
{
    public static TheoryData<IncrementTaskSpec, string> Impossible => new()
    {
        { Spec(1, 5), "Base is 1; expected from 2 to 256" },
        { Spec(257, 5), "Base is 257; expected from 2 to 256" },
        { Spec(2, 0), "Digits is 0; expected at least 1" },
        { Spec(2, 5) with { UpdatesPerEpoch = 0 }, "UpdatesPerEpoch is 0; expected at least 1" },
        { Spec(2, int.MaxValue), "Digits is 2147483647; expected at most 10000" },
        { Spec(2, 5) with { UpdatesPerEpoch = int.MaxValue }, "UpdatesPerEpoch is 2147483647; expected at most 1000000000" },
        { Spec(2, 5) with { FixedTrainingSet = int.MaxValue }, "FixedTrainingSet is 2147483647; expected at most 100000000" },
        { Spec(2, 1) with { Holdout = 100_000_001 }, "Holdout is 100000001; expected at most 100000000" },
        { Spec(2, 5) with { CurveHoldout = int.MaxValue }, "CurveHoldout is 2147483647; expected at most 100000000" },
        { Spec(2, 5) with { InterestingProbability = -0.1 }, "InterestingProbability is -0.1; expected from 0 to 1" },
        { Spec(2, 5) with { InterestingProbability = 1.1 }, "InterestingProbability is 1.1; expected from 0 to 1" },
        { Spec(2, 5) with { InterestingProbability = double.NaN }, "InterestingProbability is NaN; expected from 0 to 1" },
        { Spec(2, 5) with { FixedTrainingSet = -1 }, "FixedTrainingSet is -1" },
        { Spec(2, 5) with { Holdout = 0 }, "Holdout is 0; expected at least 1" },
        { Spec(2, 32) with { Holdout = int.MaxValue }, "Holdout is 2147483647; expected at most" },
        { Spec(2, 5) with { CurveHoldout = 0 }, "CurveHoldout is 0; expected at least 1" },
        { Spec(2, 5) with { CurveEvery = 0 }, "CurveEvery is 0; expected at least 1" },
        { Spec(2, 5) with { CurveAlsoAt = [64, -1] }, "CurveAlsoAt is 64, -1" },
        { Spec(2, 5) with { Doubled = false, PhaseMarker = true }, "PhaseMarker is True" },
        { Spec(2, 1, DigitOrder.Complicated), "Digits is 1" },
        { Spec(2, 5, DigitOrder.Complicated) with { DrawnPermutation = -1 }, "DrawnPermutation is -1; expected at least 0" },
        { Spec(2, 5) with { DrawnPermutation = 1 }, "DrawnPermutation is 1; expected none" },
        { Spec(2, 3, DigitOrder.Complicated) with { DrawnPermutation = 1, Permutation = [2, 1, 0] }, "DrawnPermutation is 1; expected none" },
        { Spec(2, 3, DigitOrder.Complicated) with { Permutation = [0, 1] }, "[0, 1] has 2 entries; expected 3" },
        { Spec(2, 3, DigitOrder.Complicated) with { Permutation = [0, 1, 3] }, "[0, 1, 3] contains 3; expected each of 0 to 2 once" },
        { Spec(2, 3, DigitOrder.Complicated) with { Permutation = [0, -1, 2] }, "[0, -1, 2] contains -1" },
        { Spec(2, 3, DigitOrder.Complicated) with { Permutation = [0, 2, 2] }, "[0, 2, 2] contains 2 more than once" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Impossible_setting_is_refused_in_one_line_that_names_it(IncrementTaskSpec spec, string expected)
    {
        UserError error = Assert.Throws<UserError>(() => spec.Open(0));
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Fixed_training_set_smaller_than_a_minibatch_is_refused()
    {
        ITask task = (Spec(2, 5) with { FixedTrainingSet = 15 }).Open(0);
        Assert.Contains("FixedTrainingSet is 15", Assert.Throws<UserError>(() => task.UpdatesPerEpoch(16)).Message);
        Assert.Equal(10_240, task.UpdatesPerEpoch(15));
    }

    [Theory]
    [InlineData(2, 32, 64)]
    [InlineData(10, 7, 14)]
    [InlineData(4, 15, 30)]
    public void Task_of_the_papers_sizes_has_the_shapes_of_section_3_1(int radix, int digits, int steps)
    {
        ITask task = Spec(radix, digits).Open(0);
        Assert.Equal((steps, radix, radix, Readout.EveryStep, 10_240), (task.Steps, task.Inputs, task.Classes, task.Readout, task.UpdatesPerEpoch(16)));
        Assert.Equal("generated", task.DataHash);
    }

    // A sixth of the permutations of three digits is the identity, which is drawn again.
    [Fact]
    public void Drawn_permutation_is_the_first_of_its_stream_that_is_not_the_identity()
    {
        for (long seed = 0; seed < 50; seed++)
        {
            var stream = new RandomStream(seed, "permutation/4x3");
            IEnumerable<int[]> attempts = Enumerable.Range(0, 100).Select(attempt => stream.Permutation(3, (ulong)attempt));
            int[] expected = attempts.First(order => !order.SequenceEqual([0, 1, 2]));

            Assert.Equal(expected, IncrementOrder.Of(Spec(4, 3, DigitOrder.Complicated), seed));
        }
    }

    [Fact]
    public void Numbered_permutation_is_that_of_the_seed_of_its_number_whatever_the_runs_seed() =>
        Gen.Select(Gen.Int[2, 40], Gen.Int[0, 50], Gen.Long[0, 1000]).Sample((digits, number, seed) =>
        {
            IncrementTaskSpec drawn = Spec(3, digits, DigitOrder.Complicated);
            int[] order = IncrementOrder.Of(drawn with { DrawnPermutation = number }, seed);

            Assert.Equal(IncrementOrder.Of(drawn, number), order);
            Assert.Equal(Enumerable.Range(0, digits), order.Order());
        });

    [Fact]
    public void Lowest_digit_moves_to_an_end_and_the_others_keep_their_order() =>
        Gen.Select(Gen.Int[2, 40], Gen.Long[0, 1000]).Sample((digits, seed) =>
        {
            int[] order = IncrementOrder.Of(Spec(3, digits, DigitOrder.Complicated), seed);
            int[] first = IncrementOrder.Of(Spec(3, digits, DigitOrder.ComplicatedLowestFirst), seed);
            int[] last = IncrementOrder.Of(Spec(3, digits, DigitOrder.ComplicatedLowestLast), seed);
            int[] others = [.. order.Where(place => place > 0)];

            Assert.Equal([0, .. others], first);
            Assert.Equal([.. others, 0], last);
        });

    [Fact]
    public void Drawn_permutation_is_one_per_seed_and_size_and_never_the_identity()
    {
        for (long seed = 0; seed < 200; seed++)
        {
            Assert.Equal([1, 0], IncrementOrder.Of(Spec(2, 2, DigitOrder.Complicated), seed));
        }

        IncrementTaskSpec spec = Spec(2, 32, DigitOrder.Complicated);
        Assert.Equal(IncrementOrder.Of(spec, 1), IncrementOrder.Of(spec with { InterestingProbability = 0 }, 1));
        Assert.NotEqual(IncrementOrder.Of(spec, 1), IncrementOrder.Of(spec, 2));
        Assert.NotEqual(IncrementOrder.Of(spec, 1), IncrementOrder.Of(spec with { Base = 3 }, 1));
        Assert.Equal(Enumerable.Range(0, 32), IncrementOrder.Of(spec, 1).Order());
    }
}
