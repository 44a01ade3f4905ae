using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Auditing;
using Xunit;

namespace RnnMemory.Tests.Measures;

public sealed class MemoryMeasureTests
{
    [Fact]
    public void Readouts_cover_every_step_and_lag_and_are_the_same_by_the_specification()
    {
        using SmallRecord record = new();
        MemoryReadout simd = Measure(record, "simd"), scalar = Measure(record, "scalar");

        Assert.Equal(Enumerable.Range(1, 8), simd.Steps.Select(step => step.Step));
        Assert.Equal(Enumerable.Range(0, 8), simd.Lags.Select(lag => lag.Lag));
        Assert.Equal((60, 60), (simd.TrainingImages, simd.TestImages));
        Assert.Equal(scalar.Steps, simd.Steps);
        Assert.Equal(scalar.Lags, simd.Lags);
    }

    [Fact]
    public void Pixels_are_measured_in_every_column_and_at_the_last_step()
    {
        using SmallRecord record = new(SmallRecord.Spec with
        {
            Task = (ImageTaskSpec)SmallRecord.Spec.Task with { Representation = Representation.Flattened },
            Model = SmallRecord.Spec.Model with { Inputs = 1 },
        });
        MemoryReadout memory = Measure(record, "simd");
        Assert.Equal([1, 10, 19, 28, 37, 46, 55, 64], memory.Steps.Select(step => step.Step));
        Assert.Equal([0, 1, 2, 4, 8, 16, 32], memory.Lags.Select(lag => lag.Lag));
    }

    [Fact]
    public void Current_input_explains_itself_and_the_digit_is_read_better_than_by_chance()
    {
        using SmallRecord record = new();
        MemoryReadout memory = Measure(record, "simd");
        Assert.True(memory.Lags[0].FromInput > 0.9);
        Assert.True(memory.Steps[^1].Accuracy > 0.15);
    }

    // By the definition: from each row of an image, the row before it.
    [Fact]
    public void Control_explains_the_variance_around_the_mean_of_the_training_images()
    {
        using SmallRecord record = new();
        (ImageSet train, ImageSet test) = (Digits.Read().Train, Digits.Read().Test);
        (double errors, double variance) = (0, 0);
        for (int row = 1; row < 8; row++)
        {
            float[] targets = Rows(train, row - 1), wanted = Rows(test, row - 1);
            double[] predicted = new double[wanted.Length];
            new LinearReadout(Rows(train, row), targets, 60).Predict(Rows(test, row), 60, predicted);
            for (int i = 0; i < wanted.Length; i++)
            {
                double error = wanted[i] - Math.Clamp(predicted[i], 0, 1);
                double fromMean = wanted[i] - Enumerable.Range(0, 60).Average(image => (double)targets[(image * 8) + (i % 8)]);
                (errors, variance) = (errors + (error * error), variance + (fromMean * fromMean));
            }
        }

        Assert.Equal(1 - (errors / variance), Measure(record, "simd").Lags[1].FromInput!.Value, 1e-9);

        static float[] Rows(ImageSet images, int row) =>
            [.. Enumerable.Range(0, 60).SelectMany(image => images.Image(image).Slice(8 * row, 8).ToArray()).Select(pixel => pixel / 16f)];
    }

    [Fact]
    public void Span_is_the_largest_lag_that_the_state_explains_better_than_the_input()
    {
        MemoryReadout memory =
            new([], [new(0, 0.5, 1), new(1, 0.6, 0.2), new(4, 0.26, 0.15), new(8, 0.2, 0.15), new(16, null, null)], 9, 9);
        Assert.Equal(4, memory.Span);
        Assert.Equal(0, (memory with { Lags = [memory.Lags[0]] }).Span);
    }

    [Fact]
    public void Value_comes_back_from_json_and_belongs_to_the_best_state_alone()
    {
        using SmallRecord record = new();
        MemoryMeasure measure = new(60);
        MemoryReadout memory = new([new(1, 0.5)], [new(0, 0.25, null)], 3, 2);
        MemoryReadout read = (MemoryReadout)measure.FromJson(measure.ToJson(memory));
        Assert.Equal((memory.Steps[0], memory.Lags[0], 3, 2), (read.Steps[0], read.Lags[0], read.TrainingImages, read.TestImages));
        Assert.Equal([record.Run.Kept(KeptEpoch.Best)!.ParametersHash], measure.KeysOf(record.Run, "data"));
    }

    private static MemoryReadout Measure(SmallRecord record, string engine)
    {
        using KeptState state = new(record.Run, KeptEpoch.Best, EngineCatalog.Known[engine], record.Run.Spec.Task.Open(0));
        return new MemoryMeasure(60).Compute(state, TestContext.Current.CancellationToken);
    }
}
