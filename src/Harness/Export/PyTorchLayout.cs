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
        TransposedKernel transposed = new(model, model.Cell.PyTorchGates);
        return
        [
            new(InputWeights, [kernel.Columns, kernel.Rows], transposed.From(kernel, parameters)),
            new(RecurrentWeights, [recurrent.Columns, recurrent.Rows], transposed.From(recurrent, parameters)),
            new(InputBias, [bias.Columns], transposed.From(bias, parameters)),
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
        Dictionary<string, float[]> values = ExpectedTensors.Find(FromParameters(model, new float[model.ParameterCount]), tensors);
        if (values[RecurrentBias].Any(bias => bias != 0))
        {
            throw new InvalidDataException($"{RecurrentBias} is not zero; the model has one bias");
        }

        float[] parameters = new float[model.ParameterCount];
        TransposedKernel transposed = new(model, model.Cell.PyTorchGates);
        transposed.Restore(model.Tensor(TensorNames.CellKernel), values[InputWeights], parameters);
        transposed.Restore(model.Tensor(TensorNames.CellRecurrent), values[RecurrentWeights], parameters);
        transposed.Restore(model.Tensor(TensorNames.CellBias), values[InputBias], parameters);
        float[] readout = TransposePlain(values[ReadoutWeights], model.Classes, model.Hidden);
        readout.CopyTo(model.Tensor(TensorNames.ReadoutKernel).In(parameters.AsSpan()));
        values[ReadoutBias].CopyTo(model.Tensor(TensorNames.ReadoutBias).In(parameters.AsSpan()));
        return parameters;
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
