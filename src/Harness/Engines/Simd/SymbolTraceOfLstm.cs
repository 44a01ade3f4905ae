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
    private readonly AlignedBuffer<float> carry;

    public SymbolTraceOfLstm(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        recurrent = new LaneProduct<TLanes, TVector>(shape.Width, shape.H);
        carry = StateBuffer();
    }

    public static SymbolTrace<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SymbolTraceOfLstm<TLanes, TVector>(model, shape, parameters);

    public override void Dispose()
    {
        recurrent.Dispose();
        carry.Dispose();
        base.Dispose();
    }

    protected override void Pack() => recurrent.Pack(P + S.Recurrent, S.Width, 1);

    protected override void Step(int t, float* z, float* before, float* after)
    {
        if (t > 0)
        {
            recurrent.Run(before, z);
        }

        if (HardGates)
        {
            Activate<HardGate>(z, State(carry, t), State(carry, t + 1), after, StateSize);
        }
        else
        {
            Activate<SmoothGate>(z, State(carry, t), State(carry, t + 1), after, StateSize);
        }
    }

    // Gates i, f, g, o, as in SimdLstm. Three loops: with both tanh of a unit in one loop, the dependency chain is too long for
    // out-of-order execution to overlap units.
    private static void Activate<TGate>(float* z, float* carryBefore, float* carryAfter, float* h, int size)
        where TGate : struct, IGate
    {
        LaneTanh<TLanes, TVector>.Run(z + (2 * size), size);
        for (int u = 0; u < size; u += TLanes.Count)
        {
            TVector i = TGate.Activate<TLanes, TVector>(TLanes.Load(z + u));
            TVector f = TGate.Activate<TLanes, TVector>(TLanes.Load(z + size + u));
            TVector c = TLanes.Fma(f, TLanes.Load(carryBefore + u), TLanes.Multiply(i, TLanes.Load(z + (2 * size) + u)));
            TLanes.Store(carryAfter + u, c);
            TLanes.Store(h + u, c);
        }

        LaneTanh<TLanes, TVector>.Run(h, size);
        for (int u = 0; u < size; u += TLanes.Count)
        {
            TVector o = TGate.Activate<TLanes, TVector>(TLanes.Load(z + (3 * size) + u));
            TLanes.Store(h + u, TLanes.Multiply(o, TLanes.Load(h + u)));
        }
    }
}
