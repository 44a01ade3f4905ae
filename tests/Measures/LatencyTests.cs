using CsCheck;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Measures;
using RnnMemory.Models;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class LatencyTests
{
    [Theory]
    [InlineData(1, 3, 3, 3)]
    [InlineData(2, 1, 3, 3)]
    [InlineData(3, 3, 1, 3)]
    [InlineData(3, 1, 1, 3)]
    [InlineData(1, 7)]
    public void Latency_of_the_golden_cases(int expected, params int[] answers) =>
        Assert.Equal(expected, LatencySum.Of(answers, row: 0, batch: 1));

    [Fact]
    public void Latency_is_the_formula_of_assumption_D1() =>
        (from steps in Gen.Int[1, 12]
         from batch in Gen.Int[1, 4]
         from row in Gen.Int[0, batch - 1]
         from answers in Gen.Int[0, 2].Array[steps * batch]
         select (steps, batch, row, answers)).Sample(sample =>
        {
            (int steps, int batch, int row, int[] answers) = sample;
            int[] a = [.. Enumerable.Range(0, steps).Select(t => answers[(t * batch) + row])];
            int expected = 1 + Enumerable.Range(1, steps).Where(t => a[t - 1] != a[^1]).Prepend(0).Max();
            Assert.Equal(expected, LatencySum.Of(answers, row, batch));
        });

    // Five images of three one-pixel rows; the answer after step t is the pixel at t. Their latencies: 1, 2, 3, 3, 1.
    [Theory]
    [InlineData(null, 5, (1 + 2 + 3 + 3 + 1) / 5.0)]
    [InlineData(3, 3, (1 + 2 + 3) / 3.0)]
    public void Measure_averages_the_images_asked_for_and_the_right_ones_alone(int? images, int count, double mean)
    {
        byte[] pixels = [3, 3, 3, 1, 3, 3, 3, 1, 3, 1, 1, 3, 2, 2, 2];
        var feed = new ImageFeed(new ImageSet("test", 3, 1, pixels, [3, 3, 9, 9, 9], 10, ""), PixelMap.Of(Representation.Original, 0, 3, 1), 1);
        using var batch = new Minibatch(3, 2, 1, Readout.LastStep);
        var engine = new ScriptedEngine { AnswerAt = (b, t, row) => (int)b.Inputs[(t * b.Batch) + row] };

        Latency latency = Latency.Measure(engine, feed, batch, images, TestContext.Current.CancellationToken);

        Assert.Equal(new Latency(mean, (1 + 2) / 2.0, 2, count), latency);
    }

    // The images of before: even ones have the latencies 1, 3 and 1, odd ones 2 and 3.
    [Theory]
    [InlineData(5, (1 + 3 + 1) / 3.0, (2 + 3) / 2.0)]
    [InlineData(2, 1.0, 2.0)]
    [InlineData(1, 1.0, null)]
    public void Halves_are_the_images_with_even_and_with_odd_numbers(int images, double even, double? odd)
    {
        byte[] pixels = [3, 3, 3, 1, 3, 3, 3, 1, 3, 1, 1, 3, 2, 2, 2];
        var feed = new ImageFeed(
            new ImageSet("test", 3, 1, pixels[..(3 * images)], [.. Enumerable.Repeat((byte)3, images)], 10, ""), PixelMap.Of(Representation.Original, 0, 3, 1), 1);
        using var batch = new Minibatch(3, 3, 1, Readout.LastStep);
        var engine = new ScriptedEngine { AnswerAt = (b, t, row) => (int)b.Inputs[(t * b.Batch) + row] };

        Assert.Equal(new LatencyOfHalves(even, odd), LatencyOfHalves.Measure(engine, feed, batch, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Measure_without_a_right_answer_has_no_mean_of_them()
    {
        var feed = new ImageFeed(new ImageSet("test", 1, 1, [0], [5], 10, ""), PixelMap.Of(Representation.Original, 0, 1, 1), 1);
        using var batch = new Minibatch(1, 1, 1, Readout.LastStep);
        Assert.Equal(new Latency(1, null, 0, 1), Latency.Measure(new ScriptedEngine(), feed, batch, cancellation: TestContext.Current.CancellationToken));
    }
}
