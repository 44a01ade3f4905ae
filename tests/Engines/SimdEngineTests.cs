using System.Collections.Concurrent;
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

    // What the specification says is computed once for all widths of vectors.
    private static readonly ConcurrentDictionary<(string, Readout, GateActivation, (int, int, int, int, int)), EngineWork> Specified = [];

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
        foreach ((int t, int b, int i, int h, int k) size in Sizes)
        {
            (int t, int b, int i, int h, int k) = size;
            var model = new ModelSpec { Cell = cell, Inputs = i, Hidden = h, Classes = k, Readout = readout, GateActivation = gate };
            var optimizer = new OptimizerSpec { LearningRate = 0.01, ClipNorm = k == 10 ? 0.5 : 0 };
            using IEngine simd = SimdEngine.Create(model, optimizer, t, b, lanes);

            EngineWork expected = Specified.GetOrAdd((cellName, readout, gate, size), _ =>
            {
                using var scalar = new ScalarEngine(model, optimizer, t, b);
                return EngineWork.Of(scalar, model, optimizer, t, b);
            });

            EngineWork.Of(simd, model, optimizer, t, b).AssertEquals(expected, $"{size}");
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
}
