using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The LSTM's <see cref="SymbolTrace{TLanes,TVector}"/>.</summary>
[Implements("lstm")]
internal sealed unsafe class SymbolTraceOfLstm<TLanes, TVector> : SymbolTrace<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly LaneProduct<TLanes, TVector> recurrent;

    public SymbolTraceOfLstm(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters, statesOfUnit: 2) =>
        recurrent = new LaneProduct<TLanes, TVector>(shape.Width, shape.H);

    public static SymbolTrace<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SymbolTraceOfLstm<TLanes, TVector>(model, shape, parameters);

    public override void Dispose()
    {
        recurrent.Dispose();
        base.Dispose();
    }

    protected override void Pack() => recurrent.Pack(P + S.Recurrent, S.Width, 1);

    protected override void Step(int column)
    {
        float* h = State(0, column);
        float* carry = State(1, column);
        Sum(recurrent, 0, S.Width, h, UnitStep);
        if (HardGates)
        {
            Activate<HardGate>(Z, carry, h, BlockSize);
        }
        else
        {
            Activate<SmoothGate>(Z, carry, h, BlockSize);
        }
    }

    // Gates i, f, g, o, as in SimdLstm; g's place then holds the carry. Several loops: with both tanh of a unit in one loop, the
    // dependency chain is too long for out-of-order execution to overlap units.
    private static void Activate<TGate>(float* z, float* carry, float* h, int size)
        where TGate : struct, IGate
    {
        float* g = z + (2 * size);
        LaneTanh<TLanes, TVector>.Run(g, size);
        Carry<TGate>(z, carry, size, g);
        Carry<TGate>(z + TLanes.Count, carry + TLanes.Count, size, g + TLanes.Count);
        LaneTanh<TLanes, TVector>.Run(g, size);
        Answer<TGate>(g + size, g, h, size);
        Answer<TGate>(g + size + TLanes.Count, g + TLanes.Count, h + TLanes.Count, size);
    }

    private static void Carry<TGate>(float* z, float* carry, int size, float* g)
        where TGate : struct, IGate
    {
        for (float* end = z + size; z < end; z += Together, g += Together, carry += UnitStep)
        {
            TVector i = TGate.Activate<TLanes, TVector>(TLanes.Load(z));
            TVector f = TGate.Activate<TLanes, TVector>(TLanes.Load(z + size));
            TVector c = TLanes.Fma(f, TLanes.Load(carry), TLanes.Multiply(i, TLanes.Load(g)));
            TLanes.Store(carry, c);
            TLanes.Store(g, c);
        }
    }

    private static void Answer<TGate>(float* o, float* squashed, float* h, int size)
        where TGate : struct, IGate
    {
        for (float* end = o + size; o < end; o += Together, squashed += Together, h += UnitStep)
        {
            TLanes.Store(h, TLanes.Multiply(TGate.Activate<TLanes, TVector>(TLanes.Load(o)), TLanes.Load(squashed)));
        }
    }
}
