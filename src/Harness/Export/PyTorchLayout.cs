using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>
/// A model's parameters under PyTorch's names and shapes, those of torch.nn.RNN, LSTM and GRU and of torch.nn.Linear: weight_ih_l0 [G·H,
/// I], weight_hh_l0 [G·H, H], bias_ih_l0 [G·H], bias_hh_l0 [G·H] (zeros, since Keras has one bias), readout.weight [K, H], readout.bias
/// [K]. I inputs of a step, H hidden units, K classes, G gate blocks.
/// </summary>
/// <remarks>
/// <para>
/// Blocks of gates: Keras's i, f, c, o of the LSTM are PyTorch's i, f, g, o; Keras's z, r, h of the GRU become PyTorch's r, z, n.
/// </para>
/// <para>
/// torch.nn.RNN with nonlinearity "relu" or "tanh" computes the same function as the vanilla and the tanh cell. torch.nn.LSTM and
/// torch.nn.GRU do not: Keras 2.1.4 squashes gates by clip(0.2 x + 0.5, 0, 1) unless configured otherwise, and its GRU applies the reset
/// gate before the recurrent product, PyTorch's after it. Compute those cells by hand from these tensors.
/// </para>
/// </remarks>
public static class PyTorchLayout
{
    private const string InputWeights = "weight_ih_l0";
    private const string RecurrentWeights = "weight_hh_l0";
    private const string InputBias = "bias_ih_l0";
    private const string RecurrentBias = "bias_hh_l0";
    private const string ReadoutWeights = "readout.weight";
    private const string ReadoutBias = "readout.bias";

    /// <summary>The parameters, renamed and transposed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parameters">Its tensors one after another in declared order.</param>
    public static IReadOnlyList<NamedTensor> FromParameters(ModelSpec model, ReadOnlySpan<float> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, model.ParameterCount);
        TensorSpec kernel = model.Tensor(TensorNames.CellKernel);
        TensorSpec recurrent = model.Tensor(TensorNames.CellRecurrent);
        TensorSpec bias = model.Tensor(TensorNames.CellBias);
        TensorSpec readout = model.Tensor(TensorNames.ReadoutKernel);
        TensorSpec readoutBias = model.Tensor(TensorNames.ReadoutBias);
        return
        [
            new(InputWeights, [kernel.Columns, kernel.Rows], Transpose(model, kernel, parameters)),
            new(RecurrentWeights, [recurrent.Columns, recurrent.Rows], Transpose(model, recurrent, parameters)),
            new(InputBias, [bias.Columns], Transpose(model, bias, parameters)),
            new(RecurrentBias, [bias.Columns], new float[bias.Size]),
            new(ReadoutWeights, [readout.Columns, readout.Rows], TransposePlain(readout.In(parameters), readout.Rows, readout.Columns)),
            new(ReadoutBias, [readoutBias.Columns], readoutBias.In(parameters).ToArray()),
        ];
    }

    /// <summary>The reverse of <see cref="FromParameters"/>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensors">Its tensors, in any order.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, unknown, or of another shape, or bias_hh_l0 is not zero.</exception>
    public static float[] ToParameters(ModelSpec model, IReadOnlyList<NamedTensor> tensors)
    {
        // Made of zeros, since only names and shapes are needed.
        IReadOnlyList<NamedTensor> expected = FromParameters(model, new float[model.ParameterCount]);
        if (tensors.FirstOrDefault(tensor => expected.All(known => known.Name != tensor.Name)) is { } unknown)
        {
            throw new InvalidDataException($"{unknown.Name} is not a tensor of this model");
        }

        Dictionary<string, float[]> values = expected.ToDictionary(known => known.Name, known => Find(known, tensors).Values);
        if (values[RecurrentBias].Any(bias => bias != 0))
        {
            throw new InvalidDataException($"{RecurrentBias} is not zero; the model has one bias");
        }

        float[] parameters = new float[model.ParameterCount];
        Restore(model, model.Tensor(TensorNames.CellKernel), values[InputWeights], parameters);
        Restore(model, model.Tensor(TensorNames.CellRecurrent), values[RecurrentWeights], parameters);
        Restore(model, model.Tensor(TensorNames.CellBias), values[InputBias], parameters);
        float[] readout = TransposePlain(values[ReadoutWeights], model.Classes, model.Hidden);
        readout.CopyTo(model.Tensor(TensorNames.ReadoutKernel).In(parameters.AsSpan()));
        values[ReadoutBias].CopyTo(model.Tensor(TensorNames.ReadoutBias).In(parameters.AsSpan()));
        return parameters;
    }

    private static NamedTensor Find(NamedTensor expected, IReadOnlyList<NamedTensor> tensors)
    {
        NamedTensor found = tensors.FirstOrDefault(tensor => tensor.Name == expected.Name) ?? throw new InvalidDataException($"{expected.Name} is missing");
        return found.Shape.SequenceEqual(expected.Shape)
            ? found
            : throw new InvalidDataException($"{found.Name} has shape [{string.Join(", ", found.Shape)}], expected [{string.Join(", ", expected.Shape)}]");
    }

    // For each of PyTorch's G·H columns, the index of the model's column.
    private static int[] Columns(ModelSpec model) =>
    [
        .. from gate in model.Cell.PyTorchGates
           let block = model.Cell.Gates.Index().Single(own => own.Item == gate).Index
           from unit in Enumerable.Range(0, model.Hidden)
           select (block * model.Hidden) + unit,
    ];

    // Transposes [rows, G·H] to [G·H, rows], with the blocks in PyTorch's order.
    private static float[] Transpose(ModelSpec model, TensorSpec tensor, ReadOnlySpan<float> parameters)
    {
        ReadOnlySpan<float> kernel = tensor.In(parameters);
        int[] columns = Columns(model);
        float[] transposed = new float[tensor.Size];
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                transposed[(column * tensor.Rows) + row] = kernel[(row * tensor.Columns) + columns[column]];
            }
        }

        return transposed;
    }

    // The reverse of Transpose.
    private static void Restore(ModelSpec model, TensorSpec tensor, float[] transposed, Span<float> parameters)
    {
        Span<float> kernel = tensor.In(parameters);
        int[] columns = Columns(model);
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < tensor.Rows; row++)
            {
                kernel[(row * tensor.Columns) + columns[column]] = transposed[(column * tensor.Rows) + row];
            }
        }
    }

    private static float[] TransposePlain(ReadOnlySpan<float> matrix, int rows, int columns)
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
