using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>A model's score on a set of images.</summary>
/// <param name="Correct">Number of images classified correctly.</param>
/// <param name="Count">Images in all.</param>
/// <param name="LossSum">Cross entropies, added in the order of the images in binary64.</param>
public readonly record struct ImageScore(int Correct, int Count, double LossSum)
{
    /// <summary>Share of images classified correctly.</summary>
    public double Accuracy => (double)Correct / Count;

    /// <summary>Number of images of even index classified correctly.</summary>
    public int CorrectOfEven { get; init; }

    /// <summary>Share of the images of even index classified correctly.</summary>
    public double AccuracyOfEven => (double)CorrectOfEven / ((Count + 1) / 2);

    /// <summary>Share of the images of odd index classified correctly; null if there is one image only.</summary>
    public double? AccuracyOfOdd => Count < 2 ? null : (double)(Correct - CorrectOfEven) / (Count / 2);

    /// <summary>Mean cross entropy.</summary>
    public double Loss => LossSum / Count;

    /// <summary>The score on the first images of a feed. The engine's state does not change.</summary>
    /// <param name="engine">Holds the model.</param>
    /// <param name="feed">The images.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="batch">A minibatch to work with; its content is overwritten.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageScore Measure(
        IEngine engine, ImageFeed feed, int count, Minibatch batch, CancellationToken cancellation = default) =>
        Measure(engine, feed, count, batch, latency: null, cancellation);

    /// <summary>The same, with latencies from the same pass.</summary>
    internal static ImageScore Measure(
        IEngine engine, ImageFeed feed, int count, Minibatch batch, LatencySum? latency, CancellationToken cancellation)
    {
        int[] classes = new int[batch.Batch];
        float[] losses = new float[batch.Batch];
        int correct = 0, correctOfEven = 0;
        double lossSum = 0;
        for (int first = 0; first < count; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            feed.FillRange(first, count, batch);
            if (latency is null)
            {
                engine.Predict(batch, classes, losses);
            }
            else
            {
                latency.Add(engine, batch, losses).CopyTo(classes);
            }

            for (int row = 0; row < batch.Rows; row++)
            {
                int right = classes[row] == batch.Targets[row] ? 1 : 0;
                correct += right;
                correctOfEven += int.IsEvenInteger(first + row) ? right : 0;
                lossSum += losses[row];
            }
        }

        return new ImageScore(correct, count, lossSum) { CorrectOfEven = correctOfEven };
    }
}
