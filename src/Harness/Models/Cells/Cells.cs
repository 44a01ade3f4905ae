using RnnMemory.Basics;

namespace RnnMemory.Models;

/// <summary>The known cells. A new cell is described here and implemented once in each engine.</summary>
public sealed partial class Cell
{
    /// <summary>
    /// The paper's "vanilla" network: h' = relu(x W + h U + b), U starts as the identity and W as N(0, 0.001²)
    /// (section 3.2; Le, Jaitly and Hinton 2015).
    /// </summary>
    public static Cell Vanilla { get; } = new()
    {
        Name = "vanilla",
        Label = "Vanilla",
        Gates = ["h"],
        PyTorchGates = ["h"],
        Onnx = new OnnxOperator("RNN", ["h"], ["Relu"]),
        Kernel = Initialiser.SmallNormal,
        Recurrent = Initialiser.Identity,
        Bias = Initialiser.Zeros,
    };

    /// <summary>Keras's default SimpleRNN: h' = tanh(x W + h U + b), orthogonal U, Glorot W.</summary>
    public static Cell Tanh { get; } = new()
    {
        Name = "tanh",
        Label = "Tanh",
        Gates = ["h"],
        PyTorchGates = ["h"],
        Onnx = new OnnxOperator("RNN", ["h"], ["Tanh"]),
        Kernel = Initialiser.GlorotUniform,
        Recurrent = Initialiser.Orthogonal,
        Bias = Initialiser.Zeros,
    };

    /// <summary>Keras 2.1.4's LSTM; the forget gate's bias starts at 1. PyTorch's g is Keras's c.</summary>
    public static Cell Lstm { get; } = new()
    {
        Name = "lstm",
        Label = "LSTM",
        Gates = ["i", ForgetGate, "c", "o"],
        PyTorchGates = ["i", ForgetGate, "c", "o"],
        Onnx = new OnnxOperator("LSTM", ["i", "o", ForgetGate, "c"], [OnnxOperator.Gate, "Tanh", "Tanh"]),
        Kernel = Initialiser.GlorotUniform,
        Recurrent = Initialiser.Orthogonal,
        Bias = Initialiser.UnitForgetBias,
    };

    /// <summary>Keras 2.1.4's GRU; the reset gate acts before the recurrent product. PyTorch's n is Keras's h.</summary>
    public static Cell Gru { get; } = new()
    {
        Name = "gru",
        Label = "GRU",
        Gates = ["z", "r", "h"],
        PyTorchGates = ["r", "z", "h"],
        Onnx = new OnnxOperator("GRU", ["z", "r", "h"], [OnnxOperator.Gate, "Tanh"]),
        Kernel = Initialiser.GlorotUniform,
        Recurrent = Initialiser.Orthogonal,
        Bias = Initialiser.Zeros,
    };
}

/// <summary>The list of cells.</summary>
public static class Cells
{
    /// <summary>Every cell.</summary>
    public static IReadOnlyList<Cell> All { get; } = [Cell.Vanilla, Cell.Tanh, Cell.Lstm, Cell.Gru];

    /// <summary>Every name that <see cref="Parse"/> accepts.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. All.Select(cell => cell.Name)];

    /// <summary>The cell of that name.</summary>
    /// <exception cref="UserError">No cell has that name.</exception>
    public static Cell Parse(string name) =>
        All.FirstOrDefault(cell => cell.Name == name) ?? throw UserError.Unknown("cell", name, Names);
}
