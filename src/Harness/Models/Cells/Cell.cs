using RnnMemory.Basics;

namespace RnnMemory.Models;

/// <summary>The four recurrent cells. G is the number of H-wide blocks in a cell's kernels.</summary>
public enum Cell
{
    /// <summary>
    /// The paper's "vanilla" network: h' = relu(x W + h U + b), U starts as the identity and W as N(0, 0.001²)
    /// (section 3.2; Le, Jaitly and Hinton 2015).
    /// </summary>
    Vanilla,

    /// <summary>Keras's default SimpleRNN: h' = tanh(x W + h U + b), orthogonal U, Glorot W.</summary>
    Tanh,

    /// <summary>Keras 2.1.4 LSTM; gate order i, f, c, o; the forget gate's bias starts at 1.</summary>
    Lstm,

    /// <summary>Keras 2.1.4 GRU; gate order z, r, h; the reset gate acts before the recurrent product.</summary>
    Gru,
}

/// <summary>Names and shapes of the cells.</summary>
public static class Cells
{
    private static readonly Dictionary<string, Cell> ByName = new(StringComparer.Ordinal)
    {
        ["vanilla"] = Cell.Vanilla,
        ["tanh"] = Cell.Tanh,
        ["lstm"] = Cell.Lstm,
        ["gru"] = Cell.Gru,
    };

    /// <summary>Every name that <see cref="Parse"/> takes.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The cell of that name.</summary>
    /// <exception cref="UserError">No cell has that name.</exception>
    public static Cell Parse(string name) =>
        ByName.TryGetValue(name, out Cell cell) ? cell : throw UserError.Unknown("cell", name, Names);

    /// <summary>The name of a cell in settings, run ids and traits.</summary>
    public static string Name(this Cell cell) => ByName.First(pair => pair.Value == cell).Key;

    /// <summary>G, the number of H-wide blocks in the cell's kernels: 1, 3 (GRU) or 4 (LSTM).</summary>
    public static int Gates(this Cell cell) => cell switch
    {
        Cell.Lstm => 4,
        Cell.Gru => 3,
        _ => 1,
    };
}
