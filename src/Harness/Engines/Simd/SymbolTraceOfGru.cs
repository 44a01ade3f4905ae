using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The GRU's <see cref="SymbolTrace{TLanes,TVector}"/>.</summary>
[Implements("gru")]
internal sealed unsafe class SymbolTraceOfGru<TLanes, TVector> : SymbolTrace<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // The recurrent kernel's blocks z and r, and its block h, are multiplied by different states.
    private readonly LaneProduct<TLanes, TVector> gates;
    private readonly LaneProduct<TLanes, TVector> candidate;

    // r∘h.
    private readonly AlignedBuffer<float> reset;

    public SymbolTraceOfGru(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        gates = new LaneProduct<TLanes, TVector>(2 * shape.PaddedHidden, shape.H);
        candidate = new LaneProduct<TLanes, TVector>(shape.PaddedHidden, shape.H);
        reset = new AlignedBuffer<float>(StateSize);
    }

    public static SymbolTrace<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SymbolTraceOfGru<TLanes, TVector>(model, shape, parameters);

    public override void Dispose()
    {
        gates.Dispose();
        candidate.Dispose();
        reset.Dispose();
        base.Dispose();
    }

    protected override void Pack()
    {
        gates.Pack(P + S.Recurrent, S.Width, 1);
        candidate.Pack(P + S.Recurrent + (2 * S.PaddedHidden), S.Width, 1);
    }

    protected override void Step(int t, float* z, float* before, float* after)
    {
        if (t > 0)
        {
            gates.Run(before, z);
        }

        if (HardGates)
        {
            ActivateGates<HardGate>(z, before, reset.Pointer, StateSize);
        }
        else
        {
            ActivateGates<SmoothGate>(z, before, reset.Pointer, StateSize);
        }

        if (t > 0)
        {
            candidate.Run(reset.Pointer, z + (2 * StateSize));
        }

        LaneTanh<TLanes, TVector>.Run(z + (2 * StateSize), StateSize);
        Mix(z, before, after, StateSize);
    }

    private static void ActivateGates<TGate>(float* z, float* before, float* reset, int size)
        where TGate : struct, IGate
    {
        for (int u = 0; u < size; u += TLanes.Count)
        {
            TVector r = TGate.Activate<TLanes, TVector>(TLanes.Load(z + size + u));
            TLanes.Store(z + u, TGate.Activate<TLanes, TVector>(TLanes.Load(z + u)));
            TLanes.Store(reset + u, TLanes.Multiply(r, TLanes.Load(before + u)));
        }
    }

    private static void Mix(float* z, float* before, float* after, int size)
    {
        TVector one = TLanes.Broadcast(1f);
        for (int u = 0; u < size; u += TLanes.Count)
        {
            TVector update = TLanes.Load(z + u);
            TVector g = TLanes.Load(z + (2 * size) + u);
            TVector fresh = TLanes.Multiply(TLanes.Subtract(one, update), g);
            TLanes.Store(after + u, TLanes.Fma(update, TLanes.Load(before + u), fresh));
        }
    }
}
