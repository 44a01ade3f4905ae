using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Measures;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Measures;

/// <summary>The measures of a network that was really trained on images, before and after they were stored.</summary>
public sealed class StoredMeasuresTests : IDisposable
{
    private static readonly EngineCatalog Engines = EngineCatalog.Known;
    private static readonly LatencyMeasure LatencyOfAll = new(0), LatencyOf100 = new(100);
    private static readonly DamageMeasure Damages = new(null, seed: 0), DamagesOf100 = new(100, seed: 3);
    private static readonly LastInkMeasure Ink = new(100);
    private static readonly TestClassesMeasure Classes = new();
    private static readonly SamplesMeasure Samples = new(3, 7);

    private readonly ToyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public async Task Stored_values_are_those_of_the_network_and_its_data_to_the_last_bit()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        MeasuredRun computed = await Measured();
        MeasuredRun read = await Measured();
        ImageSet test = Digits.Read().Test;

        foreach (KeptEpoch epoch in Enum.GetValues<KeptEpoch>())
        {
            using KeptState state = new(computed.Run, epoch, Engines["simd"], TinyDigits.Task.Open(0));
            var task = (ImageTask)state.Task;
            double[] damaged = [.. Damage.Levels.Select(level =>
                Damage.Accuracy(state.Engine, task, Damage.Apply(test, level, 0), state.Batch, cancellation: token))];
            double[] of100 = [.. DamageMeasure.Levels.Select(level =>
                Damage.Accuracy(state.Engine, task, Damage.Apply(test, level, 3), state.Batch, 100, token))];
            foreach (MeasuredRun run in new[] { computed, read })
            {
                Assert.Equal(Latency.Measure(state.Engine, task.Test, state.Batch, cancellation: token), run.Of(LatencyOfAll, epoch));
                Assert.Equal(Latency.Measure(state.Engine, task.Test, state.Batch, 100, token), run.Of(LatencyOf100, epoch));
                Assert.Equal([run.Run.Kept(epoch)!.Metrics["vacc"], .. damaged], run.Of(Damages, epoch)!);
                Assert.Equal(of100, run.Of(DamagesOf100, epoch)!);
            }
        }

        Assert.Equal(new LastInk(GeometricFloor.MeanLastInk(test, PixelMap.Of(Representation.Original, 0, 8, 8), 100), 100), read.Of(Ink));
        Assert.Equal(360, read.Of(Classes).Count);
        Assert.Equal((double)test.Labels.Count((byte)0) / 360, read.Of(Classes).Share(0));
        Assert.Equal(test.Labels.ToArray().GroupBy(label => label).Max(group => group.Count()) / 360.0, read.Of(Classes).LargestShare);
    }

    [Fact]
    public async Task Samples_are_the_first_training_images_of_each_class_and_the_one_asked_for()
    {
        await Measured();
        ImageSamples samples = (await Measured()).Of(Samples);
        ImageSet train = Digits.Read().Train;

        Assert.Equal((8, 8, 16, 10), (samples.Rows, samples.Columns, samples.Maximum, samples.OfClass.Count));
        Assert.Equal((7, train.Labels[7]), (samples.Single.Index, samples.Single.Label));
        Assert.Equal(train.Image(7).ToArray(), samples.Single.Pixels);
        foreach ((int label, IReadOnlyList<ImageSample> images) in samples.OfClass.Index())
        {
            Assert.Equal(Enumerable.Range(0, train.Count).Where(i => train.Labels[i] == label).Take(3), images.Select(image => image.Index));
            Assert.All(images, image => Assert.Equal(train.Image(image.Index).ToArray(), image.Pixels));
        }
    }

    [Fact]
    public void Names_tell_measures_with_other_options_apart()
    {
        Assert.Equal(["latency, all images", "latency, 100 images"], new[] { LatencyOfAll, LatencyOf100 }.Select(measure => measure.Name));
        Assert.Equal(new LatencyMeasure().Name, LatencyOfAll.Name);
        Assert.Equal(("damage, all images, seed 0", "last ink, 100 images"), (Damages.Name, Ink.Name));
        Assert.Equal("damage, 100 images, seed 3", DamagesOf100.Name);
        Assert.Equal("samples, 3 of each class and image 7", Samples.Name);
    }

    [Fact]
    public async Task Run_on_numbers_has_no_measures_of_images()
    {
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1);

        Task<MeasuredRun> measured = scheduler.Get(TinyIncrement.All[0], [LatencyOfAll]);

        Assert.Contains("Only runs on images", (await Assert.ThrowsAsync<InvalidOperationException>(() => measured)).Message);
    }

    [Fact]
    public void Cancelled_measures_stop_after_the_minibatch_under_way()
    {
        using CancellationTokenSource stop = new();
        int minibatches = 0;
        var feed = new ImageFeed(Digits.Read().Test, PixelMap.Of(Representation.Original, 0, 8, 8), 16);
        using Minibatch batch = new(8, 16, 8, Readout.LastStep);
        ScriptedEngine engine = new()
        {
            Answer = (_, row) => row == 0 ? Count() : (0, 0),
            AnswerAt = (_, t, row) => (t, row) == (0, 0) ? Count().Class : 0,
        };

        Assert.Throws<OperationCanceledException>(() => Latency.Measure(engine, feed, batch, cancellation: stop.Token));
        Assert.Equal(2, minibatches);
        Assert.Throws<OperationCanceledException>(() => ImageScore.Measure(engine, feed, 360, batch, stop.Token));
        Assert.Equal(2, minibatches);

        (int Class, float Loss) Count()
        {
            if (++minibatches == 2)
            {
                stop.Cancel();
            }

            return (0, 0);
        }
    }

    private async Task<MeasuredRun> Measured()
    {
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1);
        return await scheduler.Get(TinyDigits.Spec(), [LatencyOfAll, LatencyOf100, Damages, DamagesOf100, Ink, Classes, Samples]);
    }
}
