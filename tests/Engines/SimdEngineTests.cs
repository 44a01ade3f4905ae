using System.Runtime.InteropServices;
using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>The fast kernels against their specification: equal to the bit, for every width of vectors.</summary>
public class SimdEngineTests
{
    // T, B, I, H, K: odd sizes around the widths of vectors and tiles, the paper's sizes, several chunks of 128 rows.
    private static readonly (int T, int B, int I, int H, int K)[] Sizes =
    [
        (1, 1, 1, 1, 1),
        (5, 3, 4, 7, 3),
        (4, 16, 2, 16, 2),
        (3, 15, 10, 17, 10),
        (6, 9, 3, 33, 18),
        (30, 10, 1, 5, 2),
        (2, 130, 2, 4, 3),
        (20, 16, 28, 32, 10),
    ];

    public static TheoryData<string, Readout, GateActivation, int> Cases()
    {
        var data = new TheoryData<string, Readout, GateActivation, int>();
        foreach (Cell cell in Cells.All)
        {
            foreach (Readout readout in Enum.GetValues<Readout>())
            {
                foreach (int lanes in new[] { 16, 8, 4, 1 })
                {
                    data.Add(cell.Name, readout, GateActivation.HardSigmoid, lanes);
                    if (cell.Gates.Count > 1)
                    {
                        data.Add(cell.Name, readout, GateActivation.Sigmoid, lanes);
                    }
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Simd_trains_and_predicts_the_bits_of_scalar(string cellName, Readout readout, GateActivation gate, int lanes)
    {
        Cell cell = Cells.Parse(cellName);
        Assert.SkipUnless(lanes <= SimdEngine.Lanes || lanes == 1, $"This machine has no fused multiply-add on {lanes} lanes.");
        foreach ((int t, int b, int i, int h, int k) in Sizes)
        {
            var model = new ModelSpec { Cell = cell, Inputs = i, Hidden = h, Classes = k, Readout = readout, GateActivation = gate };
            var optimizer = new OptimizerSpec { LearningRate = 0.01, ClipNorm = k == 10 ? 0.5 : 0 };
            using var scalar = new ScalarEngine(model, optimizer, t, b);
            using IEngine simd = SimdEngine.Create(model, optimizer, t, b, lanes);
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.5, 1);
            float[] accumulators = [.. RandomModels.Values(model.ParameterCount, 0.01, 2).Select(MathF.Abs)];
            scalar.Load(parameters, [accumulators], 0);
            simd.Load(parameters, [accumulators], 0);
            for (int step = 0; step < 3; step++)
            {
                using Minibatch batch = RandomModels.Batch(model, t, b, 100 + step, firstScored: t / 3);
                var expected = new float[model.ParameterCount];
                var actual = new float[model.ParameterCount];
                Assert.Equal(scalar.Gradients(batch, expected), simd.Gradients(batch, actual));
                AssertBits(expected, actual, $"gradients of step {step} at {(t, b, i, h, k)}");
                Assert.Equal(scalar.Train(batch), simd.Train(batch));
            }

            Assert.Equal(EngineBits.State(scalar, model, optimizer), EngineBits.State(simd, model, optimizer));
            AssertAnswers(scalar, simd, model, t, b);
        }
    }

    [Theory]
    [InlineData("lstm", 2, 16, Readout.EveryStep, 0, "rmsprop")]
    [InlineData("lstm", 2, 16, Readout.EveryStep, 0.5, "rmsprop")]
    [InlineData("vanilla", 28, 128, Readout.LastStep, 0, "adam")]
    public void Simd_allocates_nothing_per_minibatch(string cellName, int inputs, int hidden, Readout readout, double clip, string optimizerName)
    {
        Cell cell = Cells.Parse(cellName);
        var optimizer = new OptimizerSpec { Optimizer = Optimizers.Parse(optimizerName), LearningRate = 3e-4, ClipNorm = clip };
        var model = new ModelSpec { Cell = cell, Inputs = inputs, Hidden = hidden, Classes = 10, Readout = readout };
        using IEngine simd = SimdEngine.Create(model, optimizer, 8, 16);
        using Minibatch batch = RandomModels.Batch(model, 8, 16, 3);
        simd.Load(RandomModels.Values(model.ParameterCount, 0.3, 1));
        var (classes, losses, trace) = (new int[8 * 16], new float[8 * 16], new int[8 * 16]);
        Work();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            Work();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Work()
        {
            simd.Train(batch);
            simd.Predict(batch, classes, losses);
            simd.Trace(batch, trace);
        }
    }

    private static void AssertAnswers(IEngine expected, IEngine actual, ModelSpec model, int t, int b)
    {
        using Minibatch batch = RandomModels.Batch(model, t, b, 7);
        int outputs = model.Readout == Readout.EveryStep ? t * b : b;
        var (c1, l1) = (new int[outputs], new float[outputs]);
        var (c2, l2) = (new int[outputs], new float[outputs]);
        expected.Predict(batch, c1, l1);
        actual.Predict(batch, c2, l2);
        Assert.Equal(c1, c2);
        AssertBits(l1, l2, "losses");
        var (trace1, trace2) = (new int[t * b], new int[t * b]);
        expected.Trace(batch, trace1);
        actual.Trace(batch, trace2);
        Assert.Equal(trace1, trace2);
        var (again, withTrace) = (new int[t * b], new float[outputs]);
        foreach (IEngine engine in new[] { expected, actual })
        {
            engine.Trace(batch, again, withTrace);
            Assert.Equal(trace1, again);
            AssertBits(l1, withTrace, "losses beside a trace");
            again.AsSpan().Clear();
            withTrace.AsSpan().Clear();
        }

        var (states1, states2) = (new float[t * b * model.Hidden], new float[t * b * model.Hidden]);
        expected.States(batch, states1);
        actual.States(batch, states2);
        Assert.Equal((model.Hidden, model.Hidden), (expected.Hidden, actual.Hidden));
        AssertBits(states1, states2, "states");
    }

    private static void AssertBits(float[] expected, float[] actual, string what)
    {
        int at = MemoryMarshal.Cast<float, int>(expected).CommonPrefixLength(MemoryMarshal.Cast<float, int>(actual));
        Assert.True(at == expected.Length, at == expected.Length ? "" : $"{what}: element {at} is {actual[at]:R}, not {expected[at]:R}");
    }
}
