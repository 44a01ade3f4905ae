namespace RnnMemory.Engines;

/// <summary>What one step of a <see cref="SymbolTree"/>'s sequences shows and wants.</summary>
/// <param name="Shown">The row of the digits that the step shows.</param>
/// <param name="FirstSymbol">The symbol of digit 0 in this step.</param>
/// <param name="Wanted">The row of the step's targets.</param>
internal readonly record struct SymbolTreeStep(int Shown, int FirstSymbol, int Wanted);

/// <summary>
/// Sorted sequences as a tree: the nodes of level t are the different beginnings of t + 1 steps, and a network computes each of them
/// once. T time steps, W sequences. Immutable: laid out once for many evaluations.
/// </summary>
internal sealed class SymbolTree
{
    /// <summary>
    /// The largest W. The states of 512 sequences and 16 units stay in the second-level cache, and the first levels, whose vectors are
    /// mostly empty, are about two of a hundred steps of vectors for 300,000 binary numbers.
    /// </summary>
    public const int MostSequences = 512;

    private readonly SymbolTreeStep[] steps;
    private readonly SymbolTreeLevel[] levels;
    private readonly byte[] values;
    private readonly ushort[] parents;

    /// <summary>A tree of at least one and at most <see cref="MostSequences"/> sequences.</summary>
    /// <param name="steps">[T].</param>
    /// <param name="rows">Digits, [rows, W]; sequences that begin alike are neighbours.</param>
    /// <param name="width">W.</param>
    public SymbolTree(SymbolTreeStep[] steps, byte[] rows, int width)
    {
        (this.steps, Width) = (steps, width);
        var builder = new SymbolTreeBuilder(steps, rows, width);
        levels = builder.Levels;
        (values, parents) = ([.. builder.Values], [.. builder.Parents]);
        Nodes = levels.Sum(level => level.Nodes);
    }

    /// <summary>T.</summary>
    public int Steps => steps.Length;

    /// <summary>W, the number of nodes of the last level.</summary>
    public int Width { get; }

    /// <summary>The nodes of all levels.</summary>
    public int Nodes { get; }

    /// <summary>The symbol of digit 0 in step t.</summary>
    public int FirstSymbol(int t) => steps[t].FirstSymbol;

    /// <summary>The digits that the nodes of level t show.</summary>
    public ReadOnlySpan<byte> Shown(int t) => values.AsSpan(levels[t].Shown, levels[t].Nodes);

    /// <summary>The targets of the nodes of level t.</summary>
    public ReadOnlySpan<byte> Wanted(int t) => values.AsSpan(levels[t].Wanted, levels[t].Nodes);

    /// <summary>
    /// The nodes of the level before which the nodes of level t continue: ascending, and every one of them at least once. Empty for the
    /// first level, and where both levels have as many nodes, of which each continues the one in its place.
    /// </summary>
    public ReadOnlySpan<ushort> Parents(int t) => levels[t].Branches ? parents.AsSpan(levels[t].Parents, levels[t].Nodes) : [];
}

/// <summary>A level of a <see cref="SymbolTree"/>.</summary>
/// <param name="Nodes">Number of nodes.</param>
/// <param name="Shown">Where the nodes' digits begin.</param>
/// <param name="Wanted">Where the nodes' targets begin.</param>
/// <param name="Parents">Where the nodes' parents begin.</param>
/// <param name="Branches">Whether there are more nodes than in the level before.</param>
internal readonly record struct SymbolTreeLevel(int Nodes, int Shown, int Wanted, int Parents, bool Branches);
