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
    [MemberData(nameof(Variants))]
    public void Questions_are_the_holdout_presented_as_in_training(string variant)
    {
        IncrementTaskSpec spec = Specs[variant] with { Holdout = 500, CurveHoldout = 70 };
        int[] order = IncrementOrder.Of(spec, 3);
        var layout = new IncrementLayout(spec, order);
        foreach (int size in new[] { 1, 16, 30 })
        {
            IncrementQuestions questions = IncrementQuestions.Of(spec, layout, size);
            Assert.True(questions.Fit(size));
            using Minibatch asked = new(layout.Steps, size, layout.Inputs, Readout.EveryStep);
            using Minibatch written = new(layout.Steps, size, layout.Inputs, Readout.EveryStep);
            List<string> numbers = [];
            for (int first = 0; first < questions.Count; first += size)
            {
                questions.Fill(first, questions.Count, asked, layout);
                Assert.Equal(Math.Min(size, questions.Count - first), asked.Rows);
                layout.Begin(written, asked.Rows);
                for (int row = 0; row < asked.Rows; row++)
                {
                    byte[] digits = Digits(asked, row, order);
                    numbers.Add(string.Join(' ', digits));
                    layout.Write(written, row, digits);
                }

                Assert.Equal(written.FirstScored, asked.FirstScored);
                AssertSameRows(written, asked);
            }

            string[] holdout = [.. IncrementHoldout.Digits(spec).Chunk(spec.Digits).Select(digits => string.Join(' ', digits))];
            Assert.Equal(holdout[..questions.OnCurve].Order(), numbers[..questions.OnCurve].Order());
            Assert.Equal(holdout.Order(), numbers.Order());
        }
    }

    [Fact]
    public void Numbers_that_begin_alike_stand_together()
    {
        IncrementTaskSpec spec = Spec(2, 10, DigitOrder.Reversed) with { CurveHoldout = 100 };
        var layout = new IncrementLayout(spec, IncrementOrder.Of(spec, 0));
        IncrementQuestions questions = IncrementQuestions.Of(spec, layout, 1024);
        using Minibatch batch = new(layout.Steps, 1024, layout.Inputs, Readout.EveryStep);
        questions.Fill(0, 1024, batch, layout);
        int[] values = new int[1024];
        for (int i = 0; i < 10 * values.Length; i++)
        {
            int row = i % values.Length;
            values[row] = (2 * values[row]) + batch.Targets[i];
        }

        Assert.Equal(values[..100].Order(), values[..100]);
        Assert.Equal(values[100..].Order(), values[100..]);
    }

    // If the number is presented once, the targets are only those of x + 1, so the digits are read from the symbols.
    private static byte[] Digits(Minibatch batch, int row, int[] order)
    {
        byte[] digits = new byte[order.Length];
        for (int step = 0; step < order.Length; step++)
        {
            digits[order[step]] = (byte)batch.Symbols[(step * batch.Batch) + row];
        }

        return digits;
    }

    private static void AssertSameRows(Minibatch expected, Minibatch actual)
    {
        int rows = actual.Rows;
        for (int step = 0; step < expected.Steps; step++)
        {
            int at = step * expected.Batch;
            Assert.Equal(expected.Targets.Slice(at, rows), actual.Targets.Slice(at, rows));
        }

        Span<float> wanted = expected.Inputs;
        Span<float> seen = actual.Inputs;
        int width = expected.Width;
        for (int step = 0; step < expected.Steps; step++)
        {
            int at = step * expected.Batch * width;
            Assert.Equal(wanted.Slice(at, rows * width), seen.Slice(at, rows * width));
        }
    }
}
