using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// Computes the answers of a tree's nodes, level by level. Lanes run over nodes, nothing is kept for a backward pass, and a step's inputs
/// are looked up by its symbol.
/// </summary>
/// <remarks>A column is as many nodes of a level as a <see cref="LaneProduct{TLanes,TVector}"/> computes together.</remarks>
internal abstract unsafe class SymbolTrace<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly NodeStates<TLanes, TVector>[] states;
    private readonly SymbolTable<TLanes, TVector> table;
    private readonly AlignedBuffer<float> z;
    private readonly AlignedBuffer<float> logits;
    private readonly LaneProduct<TLanes, TVector> readout;

    // Symbols and answers of a level's nodes.
    private readonly AlignedBuffer<int> symbols = new(NodeStates<TLanes, TVector>.Room);
    private readonly AlignedBuffer<int> answers = new(NodeStates<TLanes, TVector>.Room);
    private Alphabet? alphabet;
    private float* columnSymbols;
    private bool beginning;

    private delegate SymbolTrace<TLanes, TVector> Factory(ModelSpec model, Shape shape, float* parameters);

    /// <param name="model">The model.</param>
    /// <param name="shape">Its sizes.</param>
    /// <param name="parameters">The parameters, in the shape's layout.</param>
    /// <param name="statesOfUnit">How many values of a unit a step passes on; the first is its hidden state.</param>
    protected SymbolTrace(ModelSpec model, Shape shape, float* parameters, int statesOfUnit)
    {
        S = shape;
        P = parameters;
        HardGates = model.GateActivation == GateActivation.HardSigmoid;
        states = [.. Enumerable.Range(0, statesOfUnit).Select(_ => new NodeStates<TLanes, TVector>(shape.PaddedHidden))];
        table = new SymbolTable<TLanes, TVector>(shape);
        z = new AlignedBuffer<float>(shape.Width * Together);
        int classes = Shape.Pad(shape.K, LaneProduct<TLanes, TVector>.Granule);
        logits = new AlignedBuffer<float>(classes * Together);
        readout = new LaneProduct<TLanes, TVector>(classes, shape.H);
    }

    /// <summary>Nodes of a column.</summary>
    protected static int Together => LaneProduct<TLanes, TVector>.Together;

    protected Shape S { get; }

    /// <summary>The parameters, in <see cref="Shape"/>'s layout.</summary>
    protected float* P { get; }

    protected bool HardGates { get; }

    /// <summary>Pre-activations of a column, [N, nodes].</summary>
    protected float* Z => z.Pointer;

    /// <summary>Values of a column for all padded units.</summary>
    protected int BlockSize => S.PaddedHidden * Together;

    /// <summary>From one unit's states to the next's.</summary>
    protected static nint UnitStep => NodeStates<TLanes, TVector>.UnitStep;

    /// <summary>The implementation for the model's cell; null if there is none: every step is then computed as in training.</summary>
    public static SymbolTrace<TLanes, TVector>? Find(ModelSpec model, Shape shape, float* parameters) =>
        Implementations.Find<Factory>(typeof(SymbolTrace<,>), model.Cell.Name, typeof(TLanes), typeof(TVector)) is { } create
            ? create(model, shape, parameters)
            : null;

    /// <summary>Discards everything derived from the parameters; to be called after every change of the parameters.</summary>
    public void Forget() => alphabet = null;

    /// <summary>Arg max of the readout for every node.</summary>
    public void Run(SymbolTree tree, Alphabet wanted, Span<byte> classes)
    {
        Prepare(wanted);
        for (int t = 0; t < tree.Steps; t++)
        {
            ReadOnlySpan<byte> shown = tree.Shown(t);
            Enter(tree, t, shown.Length);
            Bytes.Widen(shown, tree.FirstSymbol(t), symbols.Span);
            for (int column = 0; column < shown.Length; column += Together)
            {
                columnSymbols = (float*)(symbols.Pointer + column);
                Step(column);
                Answer(states[0].Pointer + column, (float*)(answers.Pointer + column));
            }

            Bytes.Narrow(answers.Span, classes[..shown.Length]);
            classes = classes[shown.Length..];
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Array.ForEach(states, state => state.Dispose());
        table.Dispose();
        z.Dispose();
        logits.Dispose();
        readout.Dispose();
        symbols.Dispose();
        answers.Dispose();
    }

    /// <summary>Copies the cell's weights into the order of <see cref="Step"/>.</summary>
    protected abstract void Pack();

    /// <summary>Replaces the states of a column, which are its nodes' parents', by those of its nodes.</summary>
    protected abstract void Step(int column);

    /// <summary>A kind of states, [Hp, nodes], from a column on.</summary>
    protected float* State(int kind, int column) => states[kind].Pointer + column;

    /// <summary>
    /// The pre-activations of a product's outputs: the chains over a step's inputs, continued by the terms of <paramref name="a"/> unless
    /// this is the first step.
    /// </summary>
    /// <param name="product">The recurrent weights.</param>
    /// <param name="first">The product's first output among all N.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="a">The states that are multiplied.</param>
    /// <param name="step">From one unit of <paramref name="a"/> to the next.</param>
    protected void Sum(LaneProduct<TLanes, TVector> product, int first, int outputs, float* a, nint step)
    {
        float* c = Z + (first * Together);
        if (table.IsOneVector && !beginning)
        {
            product.Run<ValueOfSymbol>(table.Start(first, columnSymbols), a, step, c);
            return;
        }

        table.LookUp(first, outputs, columnSymbols, c);
        if (!beginning)
        {
            product.Run<ValueOfLane>(new LaneStart(c, Together, TLanes.Count, columnSymbols), a, step, c);
        }
    }

    private void Prepare(Alphabet wanted)
    {
        if (wanted == alphabet)
        {
            return;
        }

        Pack();
        readout.Pack(P + S.Readout, 1, S.PaddedHidden);
        table.Fill(wanted, P);

        // Lanes without a node need a valid symbol of this alphabet too.
        symbols.Span.Clear();
        alphabet = wanted;
    }

    // Brings the states of the level's parents to the places of the level's nodes.
    private void Enter(SymbolTree tree, int t, int nodes)
    {
        beginning = t == 0;
        foreach (NodeStates<TLanes, TVector> state in states)
        {
            if (beginning)
            {
                state.Begin(nodes);
            }
            else
            {
                state.Branch(tree.Parents(t));
            }
        }
    }

    // Classes are stored as the bits of integers.
    private void Answer(float* hidden, float* answer)
    {
        readout.Run<ValueOfAll>(new LaneStart(P + S.ReadoutBias, 1, 0, columnSymbols), hidden, UnitStep, logits.Pointer);
        Choose(logits.Pointer, answer);
        Choose(logits.Pointer + TLanes.Count, answer + TLanes.Count);
    }

    private void Choose(float* logit, float* answer)
    {
        TVector best = TLanes.Load(logit);
        TVector chosen = TLanes.Broadcast(0f);
        for (int k = 1; k < S.K; k++)
        {
            logit += Together;
            TVector rival = TLanes.Load(logit);
            chosen = TLanes.IfGreater(rival, best, TLanes.Broadcast(BitConverter.Int32BitsToSingle(k)), chosen);
            best = TLanes.Larger(rival, best);
        }

        TLanes.Store(answer, chosen);
    }
}
