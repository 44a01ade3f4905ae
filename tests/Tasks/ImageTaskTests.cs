using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using RnnMemory.Tests.Auditing;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Measures;
using Xunit;

namespace RnnMemory.Tests.Tasks;

public sealed class ImageTaskTests
{
    // 40 images of one pixel whose value is the image's index; classes 0..9 in turn.
    private static readonly ImageDataSet Numbered = new(
        "numbered",
        new ImageSet("train", 1, 1, [.. Enumerable.Range(0, 40).Select(i => (byte)i)], [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 10))], 10, "train"),
        new ImageSet("test", 1, 1, [.. Enumerable.Range(0, 7).Select(i => (byte)i)], [.. Enumerable.Range(0, 7).Select(i => (byte)i)], 10, "test"),
        maximum: 1);

    private static readonly ImageTaskSpec Spec = new() { DataSet = "numbered", Representation = Representation.Original };

    [Fact]
    public void Epoch_visits_every_image_once_in_an_order_of_its_own()
    {
        int[] first = Order(0), second = Order(1);
        Assert.Equal(Enumerable.Range(0, 40), first.Order());
        Assert.Equal(Enumerable.Range(0, 40), second.Order());
        Assert.NotEqual(first, second);
        Assert.NotEqual(first, Order(0, seed: 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 5)]
    public void Order_is_the_permutation_of_the_epochs_stream(int epoch, long seed) =>
        Assert.Equal(new RandomStream(seed, $"shuffle/{epoch}").Permutation(40), Order(epoch, seed: seed));

    [Fact]
    public void Training_and_test_images_are_shown_in_the_permutation_of_the_settings()
    {
        ImageTaskSpec spec = Spec with { DataSet = "digits", Representation = Representation.TransposedPermuted, Permutation = 2 };
        int[] expected = PixelMap.Of(Representation.TransposedPermuted, 2, 8, 8).Pixels.ToArray();

        var task = (ImageTask)spec.Open(0);

        Assert.Equal(expected, task.Train.Map.Pixels.ToArray());
        Assert.Equal(expected, task.Test.Map.Pixels.ToArray());
    }

    [Fact]
    public void Order_is_the_same_for_every_representation() => Assert.Equal(Order(3), Order(3, Spec with { Representation = Representation.Flattened }));

    [Fact]
    public void Minibatch_depends_on_epoch_and_update_only()
    {
        ImageTask task = new(Spec, Numbered, 5);
        using Minibatch batch = For(task, 8);
        (int Epoch, int Update)[] visits = [(2, 4), (0, 0), (2, 3), (2, 4), (1, 1)];
        foreach ((int epoch, int update) in visits)
        {
            task.FillTraining(epoch, update, batch);
            Assert.Equal(Order(epoch, seed: 5).Skip(8 * update).Take(8), batch.Inputs.ToArray().Select(input => (int)input));
        }
    }

    [Fact]
    public void Rest_after_the_last_full_minibatch_waits()
    {
        ImageTask task = new(Spec, Numbered, 0);
        Assert.Equal(2, task.UpdatesPerEpoch(16));
        Assert.Equal(1, task.UpdatesPerEpoch(40));
        Assert.False(task.VisitsSameSamples(16));
        Assert.True(task.VisitsSameSamples(8));
        Assert.Contains("needs as many training images, got 40", Assert.Throws<UserError>(() => task.UpdatesPerEpoch(41)).Message);
    }

    [Fact]
    public void Subset_trains_on_the_first_images_only()
    {
        Assert.Equal(Enumerable.Range(0, 24), Order(0, Spec with { TrainingSubset = 24 }).Order());
        Assert.Equal(Order(0), Order(0, Spec with { TrainingSubset = 40 }));
    }

    [Fact]
    public void Training_minibatch_is_full_after_a_partial_evaluation()
    {
        ImageTask task = new(Spec, Numbered, 0);
        using Minibatch batch = For(task, 16);
        task.MeasureEpoch(new ScriptedEngine(), batch, TestContext.Current.CancellationToken);
        Assert.NotEqual(16, batch.Rows);
        task.FillTraining(0, 0, batch);
        Assert.Equal(16, batch.Rows);
    }

    [Fact]
    public void Epoch_measures_test_accuracy_and_loss_and_training_accuracy_of_the_first_images()
    {
        ImageTask task = new(Spec with { AccuracySubset = 10 }, Numbered, 0);
        using Minibatch batch = For(task, 4);

        // Right on pixels below 5; the loss is the pixel's value. Test: 0..6. Training subset: 0..9.
        var engine = new ScriptedEngine { Answer = (b, row) => (b.Inputs[row] < 5 ? b.Targets[row] : 99, b.Inputs[row]) };
        IReadOnlyDictionary<string, double> metrics = task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken).Metrics;
        Assert.Equal(5.0 / 7, metrics["vacc"]);
        Assert.Equal(21.0 / 7, metrics["vloss"]);
        Assert.Equal(5.0 / 10, metrics["train-acc"]);
        Assert.Equal(3, metrics.Count);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public void Diagnostics_tell_even_from_odd_test_images_and_both_give_the_whole(int batchSize)
    {
        ImageTask task = new(Spec, Numbered, 0);
        using Minibatch batch = For(task, batchSize);

        // Test images 0..6; wrong on 1, 3 and 4.
        var engine = new ScriptedEngine { Answer = (b, row) => (b.Inputs[row] is 1 or 3 or 4 ? 99 : b.Targets[row], 0) };
        Evaluation measured = task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken);
        Assert.Equal(["vacc-even", "vacc-odd", "live-units"], measured.Diagnostics.Keys);
        Assert.Equal(3.0 / 4, measured.Diagnostics["vacc-even"]);
        Assert.Equal(1.0 / 3, measured.Diagnostics["vacc-odd"]);
        Assert.Equal(measured.Metrics["vacc"], ((4 * measured.Diagnostics["vacc-even"]) + (3 * measured.Diagnostics["vacc-odd"])) / 7);
    }

    [Fact]
    public void Live_units_are_those_that_differ_from_zero_at_some_step_of_some_image()
    {
        ImageTask task = new(Spec, Numbered, 0);
        using Minibatch batch = For(task, 4);

        // Unit 1 is active on image 5 alone, unit 2 on an unused row of the last minibatch alone, unit 3 is negative, unit 4 is -0.
        var engine = new ScriptedEngine
        {
            Hidden = 5,
            Fill = (b, states) =>
            {
                for (int row = 0; row < b.Batch; row++)
                {
                    Span<float> h = states.AsSpan(row * 5, 5);
                    bool used = row < b.Rows;
                    h[1] = used && b.Inputs[row] == 5 ? 0.25f : 0;
                    h[2] = used ? 0 : 1;
                    h[3] = used && b.Inputs[row] == 0 ? -1 : 0;
                    h[4] = -0f;
                }
            },
        };
        Assert.Equal(2, task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken).Diagnostics["live-units"]);
    }

    // Unit 0 is active on the 256th test image alone, unit 1 on the 257th.
    [Fact]
    public void Live_units_are_looked_for_on_the_first_256_test_images()
    {
        byte[] pixels = [.. Enumerable.Range(0, 257).Select(i => (byte)Math.Max(0, i - 254))];
        ImageSet images = new("images", 1, 1, pixels, new byte[257], 10, "images");
        ImageTask task = new(Spec, new ImageDataSet("counted", images, images, maximum: 1), 0);
        using Minibatch batch = For(task, 100);
        var engine = new ScriptedEngine
        {
            Hidden = 2,
            Fill = (b, states) =>
            {
                for (int row = 0; row < b.Rows; row++)
                {
                    states[2 * row] = b.Inputs[row] == 1 ? 1 : 0;
                    states[(2 * row) + 1] = b.Inputs[row] == 2 ? 1 : 0;
                }
            },
        };

        Assert.Equal(1, task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken).Diagnostics["live-units"]);
    }

    [Fact]
    public void Latency_of_an_epoch_is_that_of_the_measure_and_comes_with_the_same_accuracy_and_loss()
    {
        using SmallRecord record = new();
        using KeptState state = new(record.Run, KeptEpoch.Last, EngineCatalog.Known["simd"], record.Run.Spec.Task.Open(0));
        Latency latency = new LatencyMeasure(0).Compute(state, TestContext.Current.CancellationToken);
        IReadOnlyDictionary<string, double> diagnostics = record.Run.Last.Diagnostics!;
        Assert.Equal(latency.Mean, diagnostics["latency"]);
        Assert.Equal(latency.MeanOfCorrect, diagnostics["latency-right"]);
        ImageFeed test = ((ImageTask)state.Task).Test;
        ImageScore score = ImageScore.Measure(state.Engine, test, test.Images.Count, state.Batch, TestContext.Current.CancellationToken);
        Assert.Equal((score.Accuracy, score.Loss), (record.Run.Last.Metrics["vacc"], record.Run.Last.Metrics["vloss"]));
    }

    [Fact]
    public void Score_of_the_first_images_asks_no_others()
    {
        // Right from the fourth image on; the second minibatch of four has room for three images more than the five.
        ImageTask task = new(Spec, Numbered, 0);
        using Minibatch batch = For(task, 4);
        var engine = new ScriptedEngine { Answer = (b, row) => (b.Inputs[row] >= 3 ? b.Targets[row] : 99, b.Inputs[row]) };

        ImageScore score = ImageScore.Measure(engine, task.Train, 5, batch, TestContext.Current.CancellationToken);

        Assert.Equal((2, 5, 0.4, 2.0), (score.Correct, score.Count, score.Accuracy, score.Loss));

        // Of the images 0, 2 and 4 the last is right, of 1 and 3 the last.
        Assert.Equal((1.0 / 3, 1.0 / 2), (score.AccuracyOfEven, score.AccuracyOfOdd));
    }

    [Fact]
    public void Loss_is_summed_in_binary64()
    {
        // 2^24 + 1 is no binary32 number.
        ImageTask task = new(Spec, Numbered, 0);
        using Minibatch batch = For(task, 4);
        var engine = new ScriptedEngine { Answer = (b, row) => (0, b.Inputs[row] == 0 ? 16_777_216f : 1f) };
        Assert.Equal(16_777_222.0 / 7, task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken).Metrics["vloss"]);
    }

    [Fact]
    public void Fill_within_an_epoch_allocates_nothing()
    {
        ImageTask task = new(Spec, Numbered, 0);
        using Minibatch batch = For(task, 16);
        task.FillTraining(0, 0, batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        task.FillTraining(0, 1, batch);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Mnist_task_has_the_paper_s_sizes()
    {
        MnistOrSkip.Load();
        ITask rows = (Spec with { DataSet = "mnist" }).Open(0);
        ITask pixels = (Spec with { DataSet = "mnist", Representation = Representation.FlattenedPermuted, Permutation = 2 }).Open(0);
        Assert.Equal((28, 28, 10, 3_750), (rows.Steps, rows.Inputs, rows.Classes, rows.UpdatesPerEpoch(16)));
        Assert.Equal((784, 1, 10, 3_750), (pixels.Steps, pixels.Inputs, pixels.Classes, pixels.UpdatesPerEpoch(16)));
        Assert.Equal(rows.DataHash, pixels.DataHash);
    }

    [Theory]
    [InlineData(Representation.Original, 8, 8)]
    [InlineData(Representation.TransposedFlattened, 64, 1)]
    public void Digits_task_has_8_or_64_steps(Representation representation, int steps, int inputs)
    {
        ITask task = (Spec with { DataSet = "digits", Representation = representation }).Open(0);
        Assert.Equal((steps, inputs, 10, 89), (task.Steps, task.Inputs, task.Classes, task.UpdatesPerEpoch(16)));
    }

    public static TheoryData<ImageTaskSpec, string> Impossible() => new()
    {
        { Spec with { DataSet = "digits", Permutation = 1 }, "Permutation must be 0 for 'original', which permutes nothing, not 1" },
        { Spec with { DataSet = "digits", Representation = Representation.OriginalPermuted, Permutation = -1 }, "Permutation must be at least 0, not -1" },
        { Spec with { DataSet = "digits", TrainingSubset = -1 }, "TrainingSubset must be at least 0" },
        { Spec with { DataSet = "digits", TrainingSubset = 1_438 }, "TrainingSubset must be at most the 1437 training images of 'digits', not 1438" },
        { Spec with { DataSet = "digits", AccuracySubset = 0 }, "AccuracySubset must be at least 1" },
        { Spec with { DataSet = "mnsit" }, "Unknown image set 'mnsit'" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void Impossible_setting_is_refused(ImageTaskSpec spec, string message) =>
        Assert.Contains(message, Assert.Throws<UserError>(() => spec.Open(0)).Message);

    [Fact]
    public void Spec_survives_its_stored_form()
    {
        TaskSpec spec = Spec with
        {
            Files = new ImageSetSpec { TestLabels = new ImageFileSpec { Name = "labels", Sha256 = "00" }, Classes = 26 },
            Representation = Representation.FlattenedPermuted,
            Permutation = 2,
        };
        string json = JsonSerializer.Serialize(spec, RunJson.Line);
        Assert.Contains("\"kind\":\"images\"", json);
        Assert.Equal(spec, JsonSerializer.Deserialize<TaskSpec>(json, RunJson.Line));
    }

    private static Minibatch For(ImageTask task, int batch) => new(task.Steps, batch, task.Inputs, task.Readout);

    // The images of one epoch in the order of training.
    private static int[] Order(int epoch, ImageTaskSpec? spec = null, long seed = 0)
    {
        ImageTask task = new(spec ?? Spec, Numbered, seed);
        using Minibatch batch = For(task, 8);
        List<int> seen = [];
        for (int update = 0; update < task.UpdatesPerEpoch(8); update++)
        {
            task.FillTraining(epoch, update, batch);
            seen.AddRange(batch.Inputs.ToArray().Select(input => (int)input));
        }

        return [.. seen];
    }
}
