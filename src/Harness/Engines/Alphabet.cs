namespace RnnMemory.Engines;

/// <summary>
/// All inputs that a step can have, for tasks with few of them, such as the digits of a number. Symbol s stands for row s. S symbols, I
/// inputs of a step.
/// </summary>
public sealed class Alphabet
{
    private readonly float[] inputs;

    /// <summary>An alphabet of the rows of <paramref name="inputs"/>.</summary>
    /// <param name="width">I, the width of one step's input.</param>
    /// <param name="inputs">[S, I], at least one row.</param>
    public Alphabet(int width, float[] inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs.Length, width);
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length % width, 0);
        (Width, this.inputs) = (width, inputs);
    }

    /// <summary>I, the width of one step's input.</summary>
    public int Width { get; }

    /// <summary>S, the number of symbols.</summary>
    public int Count => inputs.Length / Width;

    /// <summary>The inputs of all symbols, [S, I].</summary>
    public ReadOnlySpan<float> Inputs => inputs;

    /// <summary>The inputs of a symbol, [I].</summary>
    public ReadOnlySpan<float> this[int symbol] => inputs.AsSpan(symbol * Width, Width);
}
