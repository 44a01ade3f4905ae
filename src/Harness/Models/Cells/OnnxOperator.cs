namespace RnnMemory.Models;

/// <summary>The operator of ONNX that computes a cell from a zero state, as its specification defines it.</summary>
/// <param name="Name">RNN, LSTM or GRU.</param>
/// <param name="Gates">The cell's <see cref="Cell.Gates"/> in the operator's order.</param>
/// <param name="Activations">
/// Its functions in the operator's order, under ONNX's names; <see cref="Gate"/> stands for the model's
/// <see cref="ModelSpec.GateActivation"/>.
/// </param>
public sealed record OnnxOperator(string Name, IReadOnlyList<string> Gates, IReadOnlyList<string> Activations)
{
    /// <summary>Stands for the activation of the model's gates among <see cref="Activations"/>.</summary>
    public const string Gate = "";
}
