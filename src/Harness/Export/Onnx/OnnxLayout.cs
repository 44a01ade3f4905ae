using RnnMemory.Basics;
using RnnMemory.Models;

namespace RnnMemory.Export.Onnx;

/// <summary>
/// A model's parameters as ONNX's operators RNN, LSTM and GRU take them: W [1, G·H, I], R [1, G·H, H], B [1, 2·G·H] (the bias, then zeros:
/// Keras has one bias), and the readout as this program has it: readout_kernel [H, K], readout_bias [K]. I inputs of a step, H hidden
/// units, K classes, G gate blocks.
/// </summary>
internal static class OnnxLayout
{
    public const string InputWeights = "W";
    public const string RecurrentWeights = "R";
    public const string Biases = "B";
    public const string ReadoutKernel = "readout_kernel";
    public const string ReadoutBias = "readout_bias";

    /// <summary>The operator of a model's cell.</summary>
    /// <exception cref="UserError">ONNX has none.</exception>
    public static OnnxOperator OperatorOf(ModelSpec model) => model.Cell.Onnx
        ?? throw new UserError($"ONNX has no operator for the cell '{model.Cell.Name}'. Choose another format, such as .npz.");

    /// <summary>The parameters, renamed and transposed.</summary>
    public static IReadOnlyList<NamedTensor> FromParameters(ModelSpec model, ReadOnlySpan<float> parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, model.ParameterCount);
        TransposedKernel transposed = new(model, OperatorOf(model).Gates);
        TensorSpec bias = model.Tensor(TensorNames.CellBias);
        int width = bias.Columns;
        return
        [
            new(InputWeights, [1, width, model.Inputs], transposed.From(model.Tensor(TensorNames.CellKernel), parameters)),
            new(RecurrentWeights, [1, width, model.Hidden], transposed.From(model.Tensor(TensorNames.CellRecurrent), parameters)),
            new(Biases, [1, 2 * width], [.. transposed.From(bias, parameters), .. new float[width]]),
            new(ReadoutKernel, [model.Hidden, model.Classes], model.Tensor(TensorNames.ReadoutKernel).In(parameters).ToArray()),
            new(ReadoutBias, [model.Classes], model.Tensor(TensorNames.ReadoutBias).In(parameters).ToArray()),
        ];
    }

    /// <summary>The reverse of <see cref="FromParameters"/>.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, unknown or of another shape, or B has two biases.</exception>
    public static float[] ToParameters(ModelSpec model, IReadOnlyList<NamedTensor> tensors)
    {
        Dictionary<string, float[]> values = ExpectedTensors.Find(FromParameters(model, new float[model.ParameterCount]), tensors);
        int width = model.Tensor(TensorNames.CellBias).Columns;
        if (values[Biases].AsSpan(width).ContainsAnyExcept(0f))
        {
            throw new InvalidDataException($"the second half of {Biases} is not zero; the model has one bias");
        }

        float[] parameters = new float[model.ParameterCount];
        TransposedKernel transposed = new(model, OperatorOf(model).Gates);
        transposed.Restore(model.Tensor(TensorNames.CellKernel), values[InputWeights], parameters);
        transposed.Restore(model.Tensor(TensorNames.CellRecurrent), values[RecurrentWeights], parameters);
        transposed.Restore(model.Tensor(TensorNames.CellBias), values[Biases].AsSpan(..width), parameters);
        values[ReadoutKernel].CopyTo(model.Tensor(TensorNames.ReadoutKernel).In(parameters.AsSpan()));
        values[ReadoutBias].CopyTo(model.Tensor(TensorNames.ReadoutBias).In(parameters.AsSpan()));
        return parameters;
    }
}
