using System.Text.Json.Serialization;
using RnnMemory.Engines;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>
/// The number of steps after which a model's answer no longer changes (Table 2): with a_t the arg max after step t = 1..T, L = 1 +
/// max({0} ∪ {t : a_t ≠ a_T}), as in the authors' script (assumption D1). L is 1 if the answer never changes, and at most T.
/// </summary>
/// <param name="Mean">Mean L over all images, right or wrong, as in the script (assumption D4).</param>
/// <param name="MeanOfCorrect">Mean L over the images whose last answer is right; null when none is.</param>
/// <param name="Correct">Images whose last answer is right.</param>
/// <param name="Count">Images in all.</param>
public sealed record Latency(
    double Mean,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? MeanOfCorrect,
    int Correct,
    int Count)
{
    /// <summary>Latency over the first images of a feed. The engine's state does not change.</summary>
    /// <param name="engine">Holds the model.</param>
    /// <param name="feed">The images, in the representation the model reads.</param>
    /// <param name="batch">A minibatch to work with; its content is overwritten.</param>
    /// <param name="images">Number of images, the first ones; null for all.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Latency Measure(
        IEngine engine, ImageFeed feed, Minibatch batch, int? images = null, CancellationToken cancellation = default)
    {
        int count = images ?? feed.Images.Count;
        LatencySum sum = new(batch);
        for (int first = 0; first < count; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            feed.FillRange(first, count, batch);
            sum.Add(engine, batch, losses: []);
        }

        return new Latency(sum.Mean, sum.MeanOfCorrect, sum.Correct, sum.Count);
    }
}
