using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Bench.Cases;

/// <summary>
/// A case with values of usual size, and two in which most values are denormal, so that binary32 holds fewer digits of them.
/// </summary>
internal static class DenormalCase
{
    /// <summary>28 steps of 28 inputs.</summary>
    public static BenchCase Usual(Cell cell, int hidden) => Make(cell, hidden, "usual", inputs: 1, readout: 1);

    /// <summary>
    /// Inputs so small that the hidden states, and therefore the weights' gradients, are denormal. ReLU's input kernel is 0.001.
    /// </summary>
    public static BenchCase States(Cell cell, int hidden) =>
        Make(cell, hidden, "denormal states", inputs: cell == Cell.Vanilla ? 1e-36f : 1e-38f, readout: 1);

    /// <summary>A readout so small that all gradients below it are denormal.</summary>
    public static BenchCase Gradients(Cell cell, int hidden) => Make(cell, hidden, "denormal gradients", inputs: 1, readout: 1e-37f);

    /// <summary>Share of the values that are denormal.</summary>
    public static double Share(ReadOnlySpan<float> values)
    {
        int denormal = 0;
        foreach (float value in values)
        {
            denormal += float.IsSubnormal(value) ? 1 : 0;
        }

        return (double)denormal / values.Length;
    }

    private static BenchCase Make(Cell cell, int hidden, string kind, float inputs, float readout)
    {
        var model = new ModelSpec { Cell = cell, Inputs = 28, Hidden = hidden, Classes = 10, Readout = Readout.LastStep };
        float[] parameters = cell == Cell.Vanilla ? DenseParameters.Vanilla(model) : DenseParameters.Uniform(model);
        int start = 0;
        foreach (TensorSpec tensor in model.Tensors)
        {
            Span<float> values = parameters.AsSpan(start, tensor.Size);
            if (tensor.Name == "readout/kernel")
            {
                Multiply(values, readout);
            }
            else if (tensor.Name is "cell/bias" or "readout/bias")
            {
                values.Clear();
            }

            start += tensor.Size;
        }

        return new BenchCase($"{cell.Name}, hidden {hidden}, {kind}", 28, PaperCases.Batch, model, 1e-12, parameters, (update, batch) =>
        {
            PaperCases.FillPixels(update, batch);
            Lift(batch);
            Multiply(batch.Inputs, inputs);
        });
    }

    // No input is zero, so that no state of a ReLU network is zero.
    private static void Lift(Minibatch batch)
    {
        foreach (ref float input in batch.Inputs)
        {
            input += 0.1f;
        }
    }

    private static void Multiply(Span<float> values, float factor)
    {
        foreach (ref float value in values)
        {
            value *= factor;
        }
    }
}
