using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>
/// A model's parameters under PyTorch's names and shapes, those of torch.nn.RNN, LSTM and GRU and of torch.nn.Linear: weight_ih_l0 [G·H, I],
/// weight_hh_l0 [G·H, H], bias_ih_l0 [G·H], bias_hh_l0 [G·H] (zeros: Keras has one bias), readout.weight [K, H], readout.bias [K].
/// </summary>
/// <remarks>
/// <para>Blocks of gates: Keras's i, f, c, o of the LSTM are PyTorch's i, f, g, o; Keras's z, r, h of the GRU become PyTorch's r, z, n.</para>
/// <para>
/// torch.nn.RNN with nonlinearity "relu" or "tanh" computes the same function as the vanilla and the tanh cell. torch.nn.LSTM and
/// torch.nn.GRU do not: Keras 2.1.4 squashes gates by clip(0.2 x + 0.5, 0, 1) unless configured otherwise, and its GRU applies the reset
/// gate before the recurrent product, PyTorch's after it. Compute those cells by hand from these tensors.
/// </para>
/// </remarks>
public static class PyTorchLayout
{
    private static readonly int[] GruBlocks = [1, 0, 2];

    /// <summary>The parameters, renamed and transposed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its tensors one after another in declared order.</param>
    public static IReadOnlyList<NamedTensor> FromParameters(ModelSpec model, ReadOnlySpan<float> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, model.ParameterCount);
        int width = model.Cell.Gates() * model.Hidden;
        float[][] tensors = Split(model, parameters);
        return
        [
            new("weight_ih_l0", [width, model.Inputs], Transpose(model, tensors[0], model.Inputs)),
            new("weight_hh_l0", [width, model.Hidden], Transpose(model, tensors[1], model.Hidden)),
            new("bias_ih_l0", [width], Transpose(model, tensors[2], 1)),
            new("bias_hh_l0", [width], new float[width]),
            new("readout.weight", [model.Classes, model.Hidden], TransposePlain(tensors[3], model.Hidden, model.Classes)),
            new("readout.bias", [model.Classes], tensors[4]),
        ];
    }

    /// <summary>The reverse of <see cref="FromParameters"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensors">Its tensors, in any order.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, unknown, or of another shape, or bias_hh_l0 is not zero.</exception>
    public static float[] ToParameters(ModelSpec model, IReadOnlyList<NamedTensor> tensors)
    {
        // Of zeros: names and shapes are all that is wanted.
        IReadOnlyList<NamedTensor> expected = FromParameters(model, new float[model.ParameterCount]);
        if (tensors.FirstOrDefault(tensor => expected.All(known => known.Name != tensor.Name)) is { } unknown)
        {
            throw new InvalidDataException($"{unknown.Name} is not a tensor of this model");
        }

        float[][] values = [.. expected.Select(known => Find(known, tensors).Values)];
        if (values[3].Any(bias => bias != 0))
        {
            throw new InvalidDataException("bias_hh_l0 is not zero; the model has one bias");
        }

        return
        [
            .. Restore(model, values[0], model.Inputs),
            .. Restore(model, values[1], model.Hidden),
            .. Restore(model, values[2], 1),
            .. TransposePlain(values[4], model.Classes, model.Hidden),
            .. values[5],
        ];
    }

    private static NamedTensor Find(NamedTensor expected, IReadOnlyList<NamedTensor> tensors)
    {
        NamedTensor found = tensors.FirstOrDefault(tensor => tensor.Name == expected.Name) ?? throw new InvalidDataException($"{expected.Name} is missing");
        return found.Shape.SequenceEqual(expected.Shape)
            ? found
            : throw new InvalidDataException($"{found.Name} has shape [{string.Join(", ", found.Shape)}], expected [{string.Join(", ", expected.Shape)}]");
    }

    private static float[][] Split(ModelSpec model, ReadOnlySpan<float> parameters)
    {
        var tensors = new float[model.Tensors.Count][];
        for (int i = 0; i < tensors.Length; i++)
        {
            int size = model.Tensors[i].Size;
            tensors[i] = parameters[..size].ToArray();
            parameters = parameters[size..];
        }

        return tensors;
    }

    // Keras's block that is PyTorch's block g. The GRU's exchange is its own reverse.
    private static int Block(Cell cell, int g) => cell == Cell.Gru ? GruBlocks[g] : g;

    // [rows, G·H] to [G·H, rows] with PyTorch's order of blocks.
    private static float[] Transpose(ModelSpec model, float[] kernel, int rows)
    {
        int width = model.Cell.Gates() * model.Hidden;
        float[] transposed = new float[kernel.Length];
        for (int column = 0; column < width; column++)
        {
            int source = (Block(model.Cell, column / model.Hidden) * model.Hidden) + (column % model.Hidden);
            for (int row = 0; row < rows; row++)
            {
                transposed[(column * rows) + row] = kernel[(row * width) + source];
            }
        }

        return transposed;
    }

    // The reverse of Transpose.
    private static float[] Restore(ModelSpec model, float[] transposed, int rows)
    {
        int width = model.Cell.Gates() * model.Hidden;
        float[] kernel = new float[transposed.Length];
        for (int column = 0; column < width; column++)
        {
            int target = (Block(model.Cell, column / model.Hidden) * model.Hidden) + (column % model.Hidden);
            for (int row = 0; row < rows; row++)
            {
                kernel[(row * width) + target] = transposed[(column * rows) + row];
            }
        }

        return kernel;
    }

    private static float[] TransposePlain(float[] matrix, int rows, int columns)
    {
        float[] transposed = new float[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = matrix[(row * columns) + column];
            }
        }

        return transposed;
    }
}
