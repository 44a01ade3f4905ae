using System.Collections.Concurrent;
using RnnMemory.Data;
using RnnMemory.Measures;
using RnnMemory.Settings;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Images;

/// <summary>
/// Latency and damage of finished runs. Each is computed once in a process: the row of a model, the tables and the figures share it, and
/// so do the last and the best epoch where they are the same.
/// </summary>
internal static class ModelMeasures
{
    private static readonly ConcurrentDictionary<(string Run, string Parameters, int Images), Lazy<Latency>> Latencies = new();
    private static readonly ConcurrentDictionary<(string Run, string Parameters, int Images), Lazy<IReadOnlyList<double>>> Damages = new();
    private static readonly ConcurrentDictionary<(string Data, decimal Level, long Seed), Lazy<ImageSet>> Damaged = new();

    /// <summary>The shares of pixels set to zero: none, then the script's.</summary>
    public static IReadOnlyList<decimal> Levels { get; } = [0, .. Damage.Levels];

    /// <summary>How many test images a model is measured on: all, or fewer where a pixel a step makes each of them expensive.</summary>
    public static int ImagesFor(ImageRun run, ImageSettings images)
    {
        int all = ImageSets.Load(run.Task.DataSet, run.Task.Files).Test.Count;
        return run.ReadsPixels && images.PixelMeasuredImages > 0 ? Math.Min(images.PixelMeasuredImages, all) : all;
    }

    /// <summary>Latency on the first test images; null if the run has no such state.</summary>
    public static Latency? LatencyOf(ImageRun run, KeptEpoch epoch, int images) => Cached(Latencies, run, epoch, images, model =>
        Latency.Measure(model.Engine, model.Task.Test, model.Batch, images));

    /// <summary>Accuracy at each of <see cref="Levels"/> on the first test images; null if the run has no such state.</summary>
    public static IReadOnlyList<double>? DamageOf(ImageRun run, KeptEpoch epoch, int images) => Cached(Damages, run, epoch, images, model =>
        (IReadOnlyList<double>)[.. Levels.Select(level =>
            Damage.Accuracy(model.Engine, model.Task, DamagedImages(model.Task.Test.Images, level, run.Run.Spec.Seed), model.Batch, images))]);

    /// <summary>The last step that shows ink, averaged over the same images (assumption D7).</summary>
    public static double FloorOf(ImageRun run, int images)
    {
        ImageSet test = ImageSets.Load(run.Task.DataSet, run.Task.Files).Test;
        return GeometricFloor.MeanLastInk(test, PixelMap.Of(run.Row.Representation, run.Row.Permutation, test.Rows, test.Columns), images);
    }

    /// <summary>Measures runs side by side, in their order.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="workers">At most so many at once; 0 for one per processor.</param>
    /// <param name="measure">Called from several threads.</param>
    public static IReadOnlyList<T> SideBySide<T>(IReadOnlyList<ImageRun> runs, int workers, Func<ImageRun, T> measure) =>
        [.. runs.AsParallel().AsOrdered().WithDegreeOfParallelism(workers == 0 ? Environment.ProcessorCount : workers).Select(measure)];

    private static T? Cached<T>(
        ConcurrentDictionary<(string, string, int), Lazy<T>> cache, ImageRun run, KeptEpoch epoch, int images, Func<TrainedModel, T> measure)
        where T : class
    {
        if (TrainedModel.RecordOf(run.Run, epoch) is not { } record)
        {
            return null;
        }

        return cache.GetOrAdd((run.Run.Spec.Id, record.ParametersHash, images), _ => new Lazy<T>(() =>
        {
            using TrainedModel model = TrainedModel.After(run.Run, epoch)!;
            return measure(model);
        })).Value;
    }

    // One mask for all models, made once (assumptions, section E).
    private static ImageSet DamagedImages(ImageSet images, decimal level, long seed) => level == 0 ? images : Damaged.GetOrAdd(
        (images.Hash, level, seed), _ => new Lazy<ImageSet>(() => Damage.Apply(images, level, seed))).Value;
}
