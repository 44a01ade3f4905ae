using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>
/// The first images of a feed as a network saw them: their inputs, classes, and hidden states after some steps. T time steps, I inputs of
/// a step, H hidden units.
/// </summary>
internal sealed class StateSamples
{
    private readonly float[][] states;
    private readonly float[] inputs;
    private readonly int width;

    private StateSamples(int count, int steps, int width, int hidden, int chosen)
    {
        (this.width, Labels, inputs) = (width, new int[count], new float[count * steps * width]);
        states = [.. Enumerable.Range(0, chosen).Select(_ => new float[count * hidden])];
    }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>The classes.</summary>
    public int[] Labels { get; }

    /// <summary>Runs the network over the images.</summary>
    /// <param name="state">The network.</param>
    /// <param name="feed">The images.</param>
    /// <param name="count">Number of images, the first ones.</param>
    /// <param name="steps">The steps, from 0, whose states are kept.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    public static StateSamples Of(KeptState state, ImageFeed feed, int count, int[] steps, CancellationToken cancellation)
    {
        (Engines.Minibatch batch, int hidden) = (state.Batch, state.Engine.Hidden);
        StateSamples samples = new(count, batch.Steps, batch.Width, hidden, steps.Length);
        float[] all = new float[batch.Steps * batch.Batch * hidden];
        for (int first = 0; first < count; first += batch.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            feed.FillRange(first, count, batch);
            state.Engine.States(batch, all);
            for (int row = 0; row < batch.Rows; row++)
            {
                samples.Labels[first + row] = batch.Targets[row];
                for (int t = 0; t < batch.Steps; t++)
                {
                    batch.Inputs.Slice(((t * batch.Batch) + row) * batch.Width, batch.Width)
                        .CopyTo(samples.inputs.AsSpan((((first + row) * batch.Steps) + t) * batch.Width));
                }

                foreach ((int index, int t) in steps.Index())
                {
                    all.AsSpan(((t * batch.Batch) + row) * hidden, hidden).CopyTo(samples.states[index].AsSpan((first + row) * hidden));
                }
            }
        }

        return samples;
    }

    /// <summary>The states after the kept step of that index, [images, H].</summary>
    public ReadOnlySpan<float> States(int index) => states[index];

    /// <summary>Writes the inputs of these steps, [images, skipped + steps * I], after so many other values of each image.</summary>
    public void WriteInputs(int[] steps, Span<float> target, int skipped = 0)
    {
        int whole = inputs.Length / Count, row = skipped + (steps.Length * width);
        for (int image = 0; image < Count; image++)
        {
            foreach ((int index, int t) in steps.Index())
            {
                inputs.AsSpan((image * whole) + (t * width), width).CopyTo(target[((image * row) + skipped + (index * width))..]);
            }
        }
    }

    /// <summary>Writes the classes as one-hot values in front of each image's others, [images, classes + others].</summary>
    public void WriteClasses(int classes, Span<float> target)
    {
        int row = target.Length / Count;
        for (int image = 0; image < Count; image++)
        {
            Span<float> first = target.Slice(image * row, classes);
            first.Clear();
            first[Labels[image]] = 1;
        }
    }
}
