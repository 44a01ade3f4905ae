using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

/// <summary>The hold-out laid out as symbols has the same numbers, presented as in training.</summary>
public sealed class IncrementQuestionsTests
{
    public static TheoryData<string> Variants() => [.. Specs.Keys];

    private static Dictionary<string, IncrementTaskSpec> Specs { get; } = new()
    {
        ["simple"] = Spec(2, 12),
        ["complicated"] = Spec(10, 7, DigitOrder.Complicated),
        ["reversed"] = Spec(4, 5, DigitOrder.Reversed),
        ["presented once"] = Spec(3, 6, DigitOrder.Complicated) with { Doubled = false },
        ["phase marker"] = Spec(2, 9, DigitOrder.Complicated) with { PhaseMarker = true },
        ["scalar"] = Spec(10, 4, DigitOrder.Complicated) with { Encoding = DigitEncoding.Scalar },
        ["scalar with phase marker"] = Spec(7, 5) with { Encoding = DigitEncoding.Scalar, PhaseMarker = true },
        ["largest base"] = Spec(256, 3) with { PhaseMarker = true },
        ["more digits than a key holds"] = Spec(2, 80, DigitOrder.Complicated),
        ["loss on the second half"] = Spec(2, 5) with { LossOnSecondHalf = true },
    };

    [Theory]
    [InlineData(511, 511)]
    [InlineData(1_000, 512)]
    public void Live_units_are_looked_for_on_the_first_512_numbers(int holdout, int sample)
    {
        IncrementTaskSpec spec = Spec(2, 12) with { Holdout = holdout };
        var layout = new IncrementLayout(spec, IncrementOrder.Of(spec, 3));

        Assert.Equal(IncrementHoldout.Digits(spec)[..(sample * 12)], IncrementQuestions.Of(spec, layout).Sample);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Questions_are_the_holdout_presented_as_in_training(string variant)
    {
        IncrementTaskSpec spec = Specs[variant] with { Holdout = 1_500, CurveHoldout = 70 };
        var layout = new IncrementLayout(spec, IncrementOrder.Of(spec, 3));
        IncrementQuestions questions = IncrementQuestions.Of(spec, layout);
        using Minibatch written = new(layout.Steps, 1, layout.Inputs, Readout.EveryStep);
        foreach (IncrementPart part in questions.All)
        {
            for (int i = 0; i < part.Times.Length; i++)
            {
                layout.Begin(written, 1);
                layout.Write(written, 0, part.Digits.AsSpan(i * spec.Digits, spec.Digits));
                AssertPath(part.Tree, i, layout.Alphabet, written);
            }
        }

        string[] holdout = [.. IncrementHoldout.Digits(spec).Chunk(spec.Digits).Select(digits => string.Join(' ', digits))];
        Assert.Equal(holdout[..Math.Min(70, holdout.Length)].Order(), Numbers(questions.OnCurve, spec).Order());
        Assert.Equal(holdout.Order(), Numbers(questions.All, spec).Order());
    }

    // All are interesting, and those with a few free digits are drawn again and again.
    [Fact]
    public void Equal_numbers_are_asked_once()
    {
        IncrementTaskSpec spec = Spec(3, 20) with { Holdout = 1_000, CurveHoldout = 1_000, InterestingProbability = 1 };
        IncrementQuestions questions = IncrementQuestions.Of(spec, new IncrementLayout(spec, IncrementOrder.Of(spec, 0)));
        string[] asked = [.. questions.All.SelectMany(part => part.Digits.Chunk(spec.Digits).Select(digits => string.Join(' ', digits)))];
        Assert.Equal(asked.Distinct(), asked);
        Assert.True(asked.Length < 900);
        Assert.Equal(1_000, questions.All.Sum(part => part.Times.Sum()));
    }

    public static TheoryData<IncrementTaskSpec> Others() =>
    [
        Drawn with { InterestingProbability = 0.5 },
        Drawn with { InterestingIncludesAll = false },
        Drawn with { Holdout = 150 },
        Drawn with { CurveHoldout = 20 },
        Drawn with { Doubled = false },
        Drawn with { PhaseMarker = true },
        Drawn with { Order = DigitOrder.Reversed },
        Drawn with { Base = 4 },
        Drawn with { Digits = 6 },
    ];

    private static IncrementTaskSpec Drawn => Spec(3, 5) with { Holdout = 200, CurveHoldout = 30 };

    // What was laid out for one task is kept for the next one that asks the same.
    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void Questions_of_other_settings_are_others(IncrementTaskSpec other) => Assert.NotSame(QuestionsOf(Drawn), QuestionsOf(other));

    private static IncrementQuestions QuestionsOf(IncrementTaskSpec spec) =>
        IncrementQuestions.Of(spec, new IncrementLayout(spec, IncrementOrder.Of(spec, 0)));

    // Highest digit first: sorted numbers.
    [Fact]
    public void Numbers_that_begin_alike_share_nodes()
    {
        IncrementTaskSpec spec = Spec(2, 9, DigitOrder.Reversed) with { CurveHoldout = 512 };
        IncrementPart part = Assert.Single(IncrementQuestions.Of(spec, new IncrementLayout(spec, IncrementOrder.Of(spec, 0))).All);

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 512], Enumerable.Range(0, 10).Select(t => part.Tree.Shown(t).Length));
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3], part.Tree.Parents(2).ToArray());
    }

    private static IEnumerable<string> Numbers(IReadOnlyList<IncrementPart> parts, IncrementTaskSpec spec) =>
        from part in parts
        from number in part.Digits.Chunk(spec.Digits).Zip(part.Times)
        from digits in Enumerable.Repeat(number.First, number.Second)
        select string.Join(' ', digits);

    // The symbols and targets of the nodes on a sequence's way stand for the inputs and targets of the minibatch.
    private static void AssertPath(SymbolTree tree, int node, Alphabet alphabet, Minibatch written)
    {
        Assert.Equal(written.Steps, tree.Steps);
        for (int t = tree.Steps - 1; t >= 0; t--)
        {
            int symbol = tree.Shown(t)[node] + tree.FirstSymbol(t);
            Assert.Equal(written.Inputs.Slice(t * written.Width, written.Width), alphabet[symbol]);
            Assert.Equal(written.Targets[t], tree.Wanted(t)[node]);
            node = tree.Parents(t).IsEmpty ? node : tree.Parents(t)[node];
        }
    }
}
