using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// Computes the answers after every step for minibatches of symbols. Lanes run over sequences, nothing is kept for a backward pass, a
/// step's inputs are looked up by its symbol, and sequences with the same beginning as their predecessors reuse the states.
/// </summary>
/// <remarks>
/// The values of a step are stored as [units, lanes], for as many sequences as there are lanes.
/// </remarks>
internal abstract unsafe class SymbolTrace<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>
    /// Number of steps whose states are kept: most sorted numbers share fewer digits with the sixteen before them, and 32 states of 16
    /// units fit into the second-level cache.
    /// </summary>
    private const int MostKept = 32;

    private readonly int kept;
    private readonly AlignedBuffer<float> states;
    private readonly AlignedBuffer<float> z;
    private readonly AlignedBuffer<float> logits;
    private readonly LaneProduct<TLanes, TVector> readout;

    // Symbols of the current sequences, [T, lanes].
    private readonly AlignedBuffer<int> symbols;
    private readonly AlignedBuffer<int> answers;

    // Pre-activations before the recurrent terms, [N, symbols padded to whole vectors].
    private AlignedBuffer<float> table = new(0);
    private int tableVectors;
    private Alphabet? alphabet;
    private bool knowsSequences;

    private delegate SymbolTrace<TLanes, TVector> Factory(ModelSpec model, Shape shape, float* parameters);

    protected SymbolTrace(ModelSpec model, Shape shape, float* parameters)
    {
        S = shape;
        P = parameters;
        HardGates = model.GateActivation == GateActivation.HardSigmoid;
        kept = Math.Min(shape.T, MostKept);
        states = StateBuffer();
        z = new AlignedBuffer<float>(shape.Width * TLanes.Count);
        int classes = Shape.Pad(shape.K, LaneProduct<TLanes, TVector>.Granule);
        logits = new AlignedBuffer<float>(classes * TLanes.Count);
        readout = new LaneProduct<TLanes, TVector>(classes, shape.H);
        symbols = new AlignedBuffer<int>(shape.T * TLanes.Count);
        answers = new AlignedBuffer<int>(shape.T * TLanes.Count);
    }

    protected Shape S { get; }

    /// <summary>The parameters, in <see cref="Shape"/>'s layout.</summary>
    protected float* P { get; }

    protected bool HardGates { get; }

    /// <summary>Values of one vector for each padded unit.</summary>
    protected int StateSize => S.PaddedHidden * TLanes.Count;

    /// <summary>The implementation for the model's cell; null if there is none: every step is then computed as in training.</summary>
    public static SymbolTrace<TLanes, TVector>? Find(ModelSpec model, Shape shape, float* parameters) =>
        Implementations.Find<Factory>(typeof(SymbolTrace<,>), model.Cell.Name, typeof(TLanes), typeof(TVector)) is { } create
            ? create(model, shape, parameters)
            : null;

    /// <summary>Discards everything derived from the parameters; to be called after every change of the parameters.</summary>
    public void Forget() => alphabet = null;

    /// <summary>Arg max of the readout after every step, [T, B], of a minibatch's symbols.</summary>
    public void Run(Minibatch batch, Span<int> classes)
    {
        Prepare(batch.Alphabet!);
        for (int row = 0; row < batch.Rows; row += TLanes.Count)
        {
            int rows = Math.Min(TLanes.Count, S.B - row);
            for (int t = TakeSymbols(batch.Symbols[row..], rows); t < S.T; t++)
            {
                LookInputsUp((float*)(symbols.Pointer + (t * TLanes.Count)));
                Step(t, z.Pointer, State(states, t), State(states, t + 1));
                Answer(State(states, t + 1), (float*)(answers.Pointer + (t * TLanes.Count)));
            }

            for (int t = 0; t < S.T; t++)
            {
                answers.Span.Slice(t * TLanes.Count, rows).CopyTo(classes[((t * S.B) + row)..]);
            }
        }
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        states.Dispose();
        z.Dispose();
        logits.Dispose();
        readout.Dispose();
        symbols.Dispose();
        answers.Dispose();
        table.Dispose();
    }

    /// <summary>Copies the cell's weights into the order of <see cref="Step"/>.</summary>
    protected abstract void Pack();

    /// <summary>Computes the hidden state after step t from the pre-activations without recurrent terms, [N, lanes].</summary>
    protected abstract void Step(int t, float* z, float* before, float* after);

    /// <summary>A buffer for all kept states, zeroed; the state before the first step stays zero.</summary>
    protected AlignedBuffer<float> StateBuffer() => new((kept + 3) * StateSize);

    /// <summary>The kept state before step t; two places alternate for later states, which are not kept.</summary>
    protected float* State(AlignedBuffer<float> all, int t) => all.Pointer + ((t <= kept ? t : kept + 1 + (t & 1)) * (nint)StateSize);

    private void Prepare(Alphabet wanted)
    {
        if (wanted == alphabet)
        {
            return;
        }

        Pack();
        readout.Pack(P + S.Readout, 1, S.PaddedHidden);
        int vectors = (wanted.Count + TLanes.Count - 1) / TLanes.Count;
        if (vectors != tableVectors)
        {
            table.Dispose();
            table = new AlignedBuffer<float>(S.Width * vectors * TLanes.Count);
            tableVectors = vectors;
        }

        // Lanes without a sequence need a valid symbol of this alphabet too.
        symbols.Span.Clear();
        FillTable(wanted);
        alphabet = wanted;
        knowsSequences = false;
    }

    // The chains over a step's inputs, which start from the bias, depend on the symbol alone and not on its position.
    private void FillTable(Alphabet wanted)
    {
        int stride = tableVectors * TLanes.Count;
        for (int symbol = 0; symbol < wanted.Count; symbol++)
        {
            ReadOnlySpan<float> inputs = wanted[symbol];
            for (int n = 0; n < S.Width; n++)
            {
                float sum = P[S.Bias + n];
                for (int i = 0; i < inputs.Length; i++)
                {
                    sum = FloatFma.Compute(inputs[i], P[(i * S.Width) + n], sum);
                }

                table.Pointer[(n * stride) + symbol] = sum;
            }
        }
    }

    // Returns the first step to compute: up to there, all these sequences equal the previous ones.
    private int TakeSymbols(ReadOnlySpan<int> source, int rows)
    {
        int first = 0;
        bool shared = knowsSequences;
        for (int t = 0; t < S.T; t++)
        {
            ReadOnlySpan<int> from = source.Slice(t * S.B, rows);
            Span<int> to = symbols.Span.Slice(t * TLanes.Count, rows);
            shared = shared && t < kept && from.SequenceEqual(to);
            if (shared)
            {
                first = t + 1;
            }
            else
            {
                from.CopyTo(to);
            }
        }

        knowsSequences = true;
        return first;
    }

    private void LookInputsUp(float* indices) => LookUp(table.Pointer, tableVectors, TLanes.Load(indices), z.Pointer, S.Width);

    // Four at a time: the width is a multiple of four, and a loop of one does more counting than looking.
    private static void LookUp(float* from, int vectors, TVector at, float* to, int count)
    {
        nint stride = (nint)vectors * TLanes.Count;
        for (float* end = to + (count * TLanes.Count); to < end; from += 4 * stride, to += 4 * TLanes.Count)
        {
            TLanes.Store(to, TLanes.LookUp(from, vectors, at));
            TLanes.Store(to + TLanes.Count, TLanes.LookUp(from + stride, vectors, at));
            TLanes.Store(to + (2 * TLanes.Count), TLanes.LookUp(from + (2 * stride), vectors, at));
            TLanes.Store(to + (3 * TLanes.Count), TLanes.LookUp(from + (3 * stride), vectors, at));
        }
    }

    // Classes are stored as the bits of integers.
    private void Answer(float* hidden, float* answer)
    {
        float* logit = logits.Pointer;
        float* bias = P + S.ReadoutBias;
        for (int k = 0; k < S.K; k++)
        {
            TLanes.Store(logit + (k * TLanes.Count), TLanes.Broadcast(bias[k]));
        }

        readout.Run(hidden, logit);
        TVector best = TLanes.Load(logit);
        TVector chosen = TLanes.Broadcast(0f);
        for (int k = 1; k < S.K; k++)
        {
            logit += TLanes.Count;
            TVector rival = TLanes.Load(logit);
            chosen = TLanes.IfGreater(rival, best, TLanes.Broadcast(BitConverter.Int32BitsToSingle(k)), chosen);
            best = TLanes.Larger(rival, best);
        }

        TLanes.Store(answer, chosen);
    }
}
