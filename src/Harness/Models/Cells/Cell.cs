using System.Text.Json.Serialization;

namespace RnnMemory.Models;

/// <summary>
/// The description of a recurrent cell: everything about it except the engines' arithmetic. <see cref="Cells"/> lists the known cells;
/// each engine finds its own implementation by <see cref="Name"/>.
/// </summary>
/// <remarks>
/// With H hidden units, a cell's kernels consist of G blocks of H columns each; G is the number of its <see cref="Gates"/>.
/// </remarks>
[JsonConverter(typeof(CellJson))]
public sealed partial class Cell
{
    /// <summary>The gate whose bias starts at one under <see cref="Initialiser.UnitForgetBias"/>.</summary>
    public const string ForgetGate = "f";

    /// <summary>The name in settings, run ids and traits, e.g. "lstm".</summary>
    public required string Name { get; init; }

    /// <summary>The name in tables and legends, e.g. "LSTM".</summary>
    public required string Label { get; init; }

    /// <summary>The blocks of the kernels' columns from left to right, under Keras's names, e.g. i, f, c, o.</summary>
    public required IReadOnlyList<string> Gates { get; init; }

    /// <summary>The same blocks in PyTorch's order.</summary>
    public required IReadOnlyList<string> PyTorchGates { get; init; }

    /// <summary>The operator of ONNX that computes the cell; null if there is none, so that it cannot be exported as ONNX.</summary>
    public required OnnxOperator? Onnx { get; init; }

    /// <summary>First values of <see cref="TensorNames.CellKernel"/>.</summary>
    public required Initialiser Kernel { get; init; }

    /// <summary>
    /// First values of <see cref="TensorNames.CellRecurrent"/>; assumption A10 may ask for orthogonal blocks gate by gate.
    /// </summary>
    public required Initialiser Recurrent { get; init; }

    /// <summary>First values of <see cref="TensorNames.CellBias"/>.</summary>
    public required Initialiser Bias { get; init; }

    /// <summary>The name in stored specs, e.g. "Lstm". Identities of recorded runs hash it.</summary>
    public string RecordName => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary><see cref="RecordName"/>.</summary>
    public override string ToString() => RecordName;
}
