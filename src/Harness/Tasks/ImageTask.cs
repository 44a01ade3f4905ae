using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Streams;

namespace RnnMemory.Tasks;

/// <summary>
/// Images are read as sequences and classified at the last step. Every epoch visits the training images in a new uniform order from the
/// stream "shuffle/&lt;epoch&gt;"; images left over after the last full minibatch of an epoch are not used in it (with MNIST's 60,000 /
/// 16 none are).
/// </summary>
/// <remarks>To be used by one thread at a time, since it keeps the current epoch's order. The images are shared by all runs.</remarks>
public sealed class ImageTask : ITask
{
    private readonly ImageFeed train;
    private readonly ImageFeed test;
    private readonly long seed;
    private readonly int accuracyImages;
    private readonly int[] order;
    private int orderEpoch = -1;

    /// <summary>A task on a data set that is in memory already.</summary>
    internal ImageTask(ImageTaskSpec spec, ImageDataSet set, long seed)
    {
        var map = PixelMap.Of(spec.Representation, spec.Permutation, set.Train.Rows, set.Train.Columns);
        train = new ImageFeed(set.Train, map, set.Maximum);
        test = new ImageFeed(set.Test, map, set.Maximum);
        order = new int[spec.TrainingImages(set.Train.Count)];
        accuracyImages = Math.Min(spec.AccuracySubset, order.Length);
        (DataHash, SelectionMetric) = (set.Hash, spec.SelectionMetric);
        this.seed = seed;
    }

    /// <inheritdoc/>
    public int Steps => train.Map.Steps;

    /// <inheritdoc/>
    public int Inputs => train.Map.Width;

    /// <inheritdoc/>
    public int Classes => train.Images.Classes;

    /// <inheritdoc/>
    public Readout Readout => Readout.LastStep;

    /// <inheritdoc/>
    public string DataHash { get; }

    /// <summary>
    /// All training images in this task's representation; <see cref="ImageTaskSpec.TrainingSubset"/> has no effect here.
    /// </summary>
    public ImageFeed Train => train;

    /// <summary>The test images in this task's representation, for the measures of finished models.</summary>
    public ImageFeed Test => test;

    /// <inheritdoc/>
    public int UpdatesPerEpoch(int batch) => ImageTaskSpec.Updates(batch, order.Length);

    /// <inheritdoc/>
    public bool VisitsSameSamples(int batch) => order.Length % batch == 0;

    /// <inheritdoc cref="ImageTaskSpec.SelectionMetric"/>
    public string SelectionMetric { get; }

    /// <inheritdoc/>
    public void FillTraining(int epoch, int update, Minibatch batch)
    {
        if (epoch != orderEpoch)
        {
            new RandomStream(seed, $"shuffle/{epoch}").FillPermutation(order);
            orderEpoch = epoch;
        }

        train.Fill(order.AsSpan(update * batch.Batch, batch.Batch), batch);
    }

    /// <inheritdoc/>
    public bool HasCurvePoint(long updates) => false;

    /// <inheritdoc/>
    public Evaluation MeasurePoint(IEngine engine, Minibatch batch, CancellationToken cancellation = default) =>
        throw new NotSupportedException("Images are measured at the end of epochs only.");

    /// <summary>
    /// "vacc" and "vloss" over all test images; "train-acc" over the first training images with the epoch's final weights
    /// (assumption C9). Keras's running "acc" and "loss" are the trainer's. The diagnostics are those of <see cref="ImageMetrics"/>.
    /// </summary>
    public Evaluation MeasureEpoch(IEngine engine, Minibatch batch, CancellationToken cancellation = default)
    {
        // A trace of pixels costs much more than an evaluation: 784 readouts instead of one.
        LatencySum? latency = test.Map.Width > 1 ? new(batch) : null;
        ImageScore validation = ImageScore.Measure(engine, test, test.Images.Count, batch, latency, cancellation);
        ImageScore training = ImageScore.Measure(engine, train, accuracyImages, batch, cancellation);
        int live = LiveUnits(engine, test, Math.Min(ImageMetrics.LiveUnitImages, test.Images.Count), batch, cancellation);
        return new Evaluation(new Dictionary<string, double>
        {
            [ImageMetrics.TestAccuracy] = validation.Accuracy,
            [ImageMetrics.TestLoss] = validation.Loss,
            [ImageMetrics.TrainingAccuracy] = training.Accuracy,
        })
        {
            Diagnostics = new Dictionary<string, double>(
                from value in new (string Name, double? Value)[]
                {
                    (ImageMetrics.TestAccuracyOfEven, validation.AccuracyOfEven),
                    (ImageMetrics.TestAccuracyOfOdd, validation.AccuracyOfOdd),
                    (ImageMetrics.Latency, latency?.Mean),
                    (ImageMetrics.LatencyOfCorrect, latency?.MeanOfCorrect),
                    (ImageMetrics.LiveUnits, live),
                }
                where value.Value is not null
                select KeyValuePair.Create(value.Name, value.Value!.Value)),
        };
    }

    /// <summary>Number of live hidden units on the first images of a feed; it stops as soon as all are live.</summary>
    internal static int LiveUnits(IEngine engine, ImageFeed feed, int count, Minibatch batch, CancellationToken cancellation)
    {
        LiveUnitCount live = new(engine, batch);
        for (int first = 0; first < count && !live.IsWhole; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            feed.FillRange(first, count, batch);
            live.Add(engine, batch);
        }

        return live.Count;
    }
}
