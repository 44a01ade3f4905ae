using RnnMemory.Engines;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>
/// Mean latency (assumption D1), in steps, over the test images with even and with odd numbers, counted from 0 (claim LAT-3, assumption
/// D2): two halves of which neither chose anything that the other did not.
/// </summary>
/// <param name="Even">Over the images 0, 2, 4, ...</param>
/// <param name="Odd">Over the images 1, 3, 5, ...; null if there is one image.</param>
public sealed record LatencyOfHalves(double Even, double? Odd)
{
    /// <summary>The latency of both halves of a feed. The engine's state does not change.</summary>
    /// <param name="engine">Holds the model.</param>
    /// <param name="feed">The images, at least one, in the representation the model reads.</param>
    /// <param name="batch">A minibatch to work with; its content is overwritten.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LatencyOfHalves Measure(
        IEngine engine, ImageFeed feed, Minibatch batch, CancellationToken cancellation = default)
    {
        int count = feed.Images.Count;
        int[] answers = new int[batch.Steps * batch.Batch];
        long even = 0, odd = 0;
        for (int first = 0; first < count; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            feed.FillRange(first, count, batch);
            engine.Trace(batch, answers);
            for (int row = 0; row < batch.Rows; row++)
            {
                int latency = LatencySum.Of(answers, row, batch.Batch);
                if (int.IsEvenInteger(first + row))
                {
                    even += latency;
                }
                else
                {
                    odd += latency;
                }
            }
        }

        return new LatencyOfHalves((double)even / ((count + 1) / 2), count < 2 ? null : (double)odd / (count / 2));
    }
}
