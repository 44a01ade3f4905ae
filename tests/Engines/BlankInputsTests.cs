using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>If most inputs are zero, products with zeros are left out, which does not change a bit.</summary>
public class BlankInputsTests
{
    private static readonly OptimizerSpec Optimizer = new() { LearningRate = 0.01 };

    // T, B, I, H: widths of inputs around a vector's and beyond, several blocks and chunks of rows, single rows.
    private static readonly (int T, int B, int I, int H)[] Sizes =
    [
        (13, 16, 28, 40),
        (1, 1, 16, 5),
        (7, 3, 17, 17),
        (30, 10, 31, 8),
        (2, 140, 48, 33),
    ];

    public static TheoryData<string, int> CellsAndLanes()
    {
        var data = new TheoryData<string, int>();
        foreach (Cell cell in Cells.All)
        {
            foreach (int lanes in new[] { 16, 8, 4, 1 })
            {
                data.Add(cell.Name, lanes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CellsAndLanes))]
    public void Blank_inputs_change_no_bit(string cellName, int lanes)
    {
        Cell cell = Cells.Parse(cellName);
        EngineBits.SkipUnlessWide(lanes);
        foreach ((int t, int b, int i, int h) in Sizes)
        {
            var model = new ModelSpec { Cell = cell, Inputs = i, Hidden = h, Classes = 10, Readout = Readout.LastStep };
            using var scalar = new ScalarEngine(model, Optimizer, t, b);
            using IEngine simd = SimdEngine.Create(model, Optimizer, t, b, lanes);
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.3, 1);
            scalar.Load(parameters);
            simd.Load(parameters);
            foreach (double blank in new[] { 0.45, 0.55, 0.9, 1 })
            {
                using Minibatch batch = Batch(model, t, b, blank);
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
    public void An_infinite_weight_of_a_blank_input_is_seen(int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        ModelSpec model = Tanh();
        using IEngine simd = SimdEngine.Create(model, Optimizer, 4, 16, lanes);
        float[] parameters = RandomModels.Values(model.ParameterCount, 0.3, 1);
        parameters[5] = float.PositiveInfinity;
        simd.Load(parameters);
        using Minibatch batch = Batch(model, 4, 16, 1);

        Assert.True(double.IsNaN(simd.Train(batch).LossSum));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(8)]
    [InlineData(4)]
    [InlineData(1)]
    public void An_infinite_gradient_reaches_the_weights_of_blank_inputs_as_it_does_in_scalar(int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        ModelSpec model = Tanh();
        using var scalar = new ScalarEngine(model, Optimizer, 4, 16);
        using IEngine simd = SimdEngine.Create(model, Optimizer, 4, 16, lanes);

        // Finite in the forward pass; in the backward pass the recurrent kernel makes them overflow.
        float[] parameters = RandomModels.Values(model.ParameterCount, 1e-30, 1);
        parameters.AsSpan(model.Inputs * model.Hidden, model.Hidden * model.Hidden).Fill(1e25f);
        parameters.AsSpan((model.Inputs + model.Hidden) * model.Hidden, model.Hidden).Clear();
        parameters.AsSpan(^(model.Classes * (model.Hidden + 1))..).Fill(1f);
        parameters[^1] = 3f;
        scalar.Load(parameters);
        simd.Load(parameters);
        using Minibatch batch = Batch(model, 4, 16, 1);
        StepResult expected = scalar.Train(batch);

        Assert.False(double.IsNaN(expected.LossSum));
        Assert.Equal(expected, simd.Train(batch));
        Assert.Contains(BitConverter.SingleToInt32Bits(float.NaN), EngineBits.State(scalar, model, Optimizer)[..(model.Inputs * model.Hidden)]);
        Assert.Equal(EngineBits.State(scalar, model, Optimizer), EngineBits.State(simd, model, Optimizer));
    }

    private static ModelSpec Tanh() => new() { Cell = Cell.Tanh, Inputs = 20, Hidden = 8, Classes = 3, Readout = Readout.LastStep };

    private static Minibatch Batch(ModelSpec model, int steps, int batch, double blank)
    {
        Minibatch minibatch = RandomModels.Batch(model, steps, batch, 3);
        var random = new System.Random(4);
        foreach (ref float x in minibatch.Inputs)
        {
            // Either zero is blank.
            x = random.NextDouble() < blank ? MathF.CopySign(0, x) : x;
        }

        return minibatch;
    }
}
