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

    /// <summary>Mean cross entropy.</summary>
    public double Loss => LossSum / Count;

    /// <summary>The score on the first images of a feed. The engine's state does not change.</summary>
    /// <param name="engine">Holds the model.</param>
    /// <param name="feed">The images.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="batch">A minibatch to work with; its content is overwritten.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageScore Measure(IEngine engine, ImageFeed feed, int count, Minibatch batch, CancellationToken cancellation = default)
    {
        int[] classes = new int[batch.Batch];
        float[] losses = new float[batch.Batch];
        int correct = 0;
        double lossSum = 0;
        for (int first = 0; first < count; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            feed.FillRange(first, count, batch);
            engine.Predict(batch, classes, losses);
            for (int row = 0; row < batch.Rows; row++)
            {
                correct += classes[row] == batch.Targets[row] ? 1 : 0;
                lossSum += losses[row];
            }
        }

        return new ImageScore(correct, count, lossSum);
    }
}
