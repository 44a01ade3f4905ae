namespace RnnMemory.Engines;

/// <summary>An engine that answers a whole <see cref="SymbolTree"/> faster than minibatches of its sequences.</summary>
internal interface ISymbolTracer : IEngine
{
    /// <summary>Whether it does so for its model.</summary>
    bool TracesSymbols { get; }

    /// <summary>Arg max of the readout applied to the hidden state of every node, level by level.</summary>
    /// <param name="tree">The sequences.</param>
    /// <param name="alphabet">The inputs that the symbols stand for.</param>
    /// <param name="classes">Receives the classes, at most 256, of <see cref="SymbolTree.Nodes"/> nodes.</param>
    void Trace(SymbolTree tree, Alphabet alphabet, Span<byte> classes);
}
