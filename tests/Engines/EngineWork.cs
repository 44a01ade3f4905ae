using System.Runtime.InteropServices;
using RnnMemory.Engines;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>
/// Everything that an engine computes in three steps of training and for one minibatch afterwards, as bits, for a comparison of two
/// engines.
/// </summary>
internal sealed class EngineWork
{
    private readonly List<StepResult> results = [];
    private readonly List<(string What, int[] Bits)> values = [];

    private EngineWork()
    {
    }

    /// <summary>Lets an engine work.</summary>
    /// <param name="engine">The engine; its state is overwritten.</param>
    /// <param name="model">Its model.</param>
    /// <param name="optimizer">Its optimiser.</param>
    /// <param name="steps">Its steps T.</param>
    /// <param name="batchSize">Its batch size B.</param>
    public static EngineWork Of(IEngine engine, ModelSpec model, OptimizerSpec optimizer, int steps, int batchSize)
    {
        EngineWork work = new();
        float[] parameters = RandomModels.Values(model.ParameterCount, 0.5, 1);
        float[] accumulators = [.. RandomModels.Values(model.ParameterCount, 0.01, 2).Select(MathF.Abs)];
        engine.Load(parameters, [accumulators], 0);
        for (int step = 0; step < 3; step++)
        {
            using Minibatch batch = RandomModels.Batch(model, steps, batchSize, 100 + step, firstScored: steps / 3);
            float[] gradients = new float[model.ParameterCount];
            work.results.Add(engine.Gradients(batch, gradients));
            work.Add($"gradients of step {step}", gradients);
            work.results.Add(engine.Train(batch));
        }

        work.values.Add(("state", EngineBits.State(engine, model, optimizer)));
        work.AddAnswers(engine, model, steps, batchSize);
        Assert.Equal(model.Hidden, engine.Hidden);
        return work;
    }

    /// <summary>Fails at the first value that differs in a bit.</summary>
    public void AssertEquals(EngineWork expected, string where)
    {
        Assert.Equal(expected.results, results);
        Assert.Equal(expected.values.Select(value => value.What), values.Select(value => value.What));
        foreach (((string what, int[] bits), (_, int[] others)) in values.Zip(expected.values))
        {
            int at = bits.AsSpan().CommonPrefixLength(others);
            Assert.True(
                at == others.Length && at == bits.Length,
                at == others.Length ? what : $"{what} at {where}: element {at} is {bits[at]:X8}, not {others[at]:X8}");
        }
    }

    private void AddAnswers(IEngine engine, ModelSpec model, int steps, int batchSize)
    {
        using Minibatch batch = RandomModels.Batch(model, steps, batchSize, 7);
        int outputs = model.Readout == Readout.EveryStep ? steps * batchSize : batchSize;
        (int[] classes, float[] losses) = (new int[outputs], new float[outputs]);
        engine.Predict(batch, classes, losses);
        values.Add(("classes", classes));
        Add("losses", losses);

        int[] trace = new int[steps * batchSize];
        engine.Trace(batch, trace);
        values.Add(("trace", trace));

        (int[] again, float[] beside) = (new int[steps * batchSize], new float[outputs]);
        engine.Trace(batch, again, beside);
        Assert.Equal(trace, again);
        Assert.Equal(Bits(losses), Bits(beside));

        float[] states = new float[steps * batchSize * model.Hidden];
        engine.States(batch, states);
        Add("states", states);
    }

    private void Add(string what, float[] numbers) => values.Add((what, Bits(numbers)));

    private static int[] Bits(float[] numbers) => MemoryMarshal.Cast<float, int>(numbers).ToArray();
}
