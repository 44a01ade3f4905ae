using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Tests.Engines;

/// <summary>Random parameters and minibatches in the range where every branch of the cells is taken.</summary>
internal static class RandomModels
{
    public static float[] Values(int count, double scale, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
    }

    public static Minibatch Batch(ModelSpec model, int steps, int batch, int seed, int firstScored = 0)
    {
        var random = new System.Random(seed);
        var minibatch = new Minibatch(steps, batch, model.Inputs, model.Readout) { FirstScored = firstScored };
        foreach (ref float x in minibatch.Inputs)
        {
            x = (float)((2 * random.NextDouble()) - 1);
        }

        foreach (ref int target in minibatch.Targets)
        {
            target = random.Next(model.Classes);
        }

        return minibatch;
    }
}
