using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>Leaving out the IRNN's products with zeros does not change a bit of its states.</summary>
public class RectifiedZerosTests
{
    private static readonly OptimizerSpec Optimizer = new() { LearningRate = 0.01 };

    // T, B, I, H: several chunks of 128 rows, groups of rows that are not full, widths around a vector's.
    private static readonly (int T, int B, int I, int H)[] Sizes =
    [
        (20, 16, 28, 128),
        (30, 10, 1, 65),
        (3, 3, 4, 40),
        (1, 9, 2, 48),
        (2, 140, 9, 33),
    ];

    public static TheoryData<int, Readout, double> Cases()
    {
        var data = new TheoryData<int, Readout, double>();
        foreach (int lanes in new[] { 16, 8, 4, 1 })
        {
            foreach (Readout readout in Enum.GetValues<Readout>())
            {
                foreach (double dead in new[] { 0, 0.3, 0.8, 1 })
                {
                    data.Add(lanes, readout, dead);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Dead_units_change_no_bit(int lanes, Readout readout, double dead)
    {
        EngineBits.SkipUnlessWide(lanes);
        foreach ((int t, int b, int i, int h) in Sizes)
        {
            ModelSpec model = Irnn(i, h, readout);
            using var scalar = new ScalarEngine(model, Optimizer, t, b);
            using IEngine simd = SimdEngine.Create(model, Optimizer, t, b, lanes);
            float[] parameters = WithDeadUnits(model, dead);
            scalar.Load(parameters);
            simd.Load(parameters);
            for (int step = 0; step < 3; step++)
            {
                using Minibatch batch = WithBlankInputs(model, t, b, step);
                Assert.Equal(scalar.Train(batch), simd.Train(batch));
            }

            Assert.Equal(EngineBits.State(scalar, model, Optimizer), EngineBits.State(simd, model, Optimizer));
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(1)]
    public void An_infinite_weight_spoils_the_loss_through_a_zero_too(int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        ModelSpec model = Irnn(1, 64, Readout.LastStep);
        using IEngine simd = SimdEngine.Create(model, Optimizer, 4, 16, lanes);

        // The first unit is always zero; its weight to itself is infinite.
        float[] parameters = WithDeadUnits(model, 1);
        parameters[model.Inputs * model.Hidden] = float.PositiveInfinity;
        simd.Load(parameters);
        using Minibatch batch = WithBlankInputs(model, 4, 16, 0);

        Assert.True(double.IsNaN(simd.Train(batch).LossSum));
    }

    private static ModelSpec Irnn(int inputs, int hidden, Readout readout) =>
        new() { Cell = Cell.Vanilla, Inputs = inputs, Hidden = hidden, Classes = 10, Readout = readout };

    private static float[] WithDeadUnits(ModelSpec model, double share)
    {
        float[] parameters = RandomModels.Values(model.ParameterCount, 0.3, 1);
        var random = new System.Random(2);
        int bias = (model.Inputs + model.Hidden) * model.Hidden;
        for (int unit = 0; unit < model.Hidden; unit++)
        {
            parameters[bias + unit] = random.NextDouble() < share ? -100 : parameters[bias + unit];
        }

        return parameters;
    }

    private static Minibatch WithBlankInputs(ModelSpec model, int steps, int batch, int seed)
    {
        Minibatch minibatch = RandomModels.Batch(model, steps, batch, seed);
        for (int x = 0; x < minibatch.Inputs.Length; x++)
        {
            minibatch.Inputs[x] = x % model.Inputs % 3 == 0 ? 0 : minibatch.Inputs[x];
        }

        return minibatch;
    }
}
