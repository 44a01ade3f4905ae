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

    // r∘h of a column.
    private readonly AlignedBuffer<float> reset;

    public SymbolTraceOfGru(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters, statesOfUnit: 1)
    {
        gates = new LaneProduct<TLanes, TVector>(2 * shape.PaddedHidden, shape.H);
        candidate = new LaneProduct<TLanes, TVector>(shape.PaddedHidden, shape.H);
        reset = new AlignedBuffer<float>(BlockSize);
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

    protected override void Step(int column)
    {
        float* h = State(0, column);
        float* g = Z + (2 * BlockSize);
        Sum(gates, 0, 2 * S.PaddedHidden, h, UnitStep);
        if (HardGates)
        {
            ActivateGates<HardGate>(h);
        }
        else
        {
            ActivateGates<SmoothGate>(h);
        }

        Sum(candidate, 2 * S.PaddedHidden, S.PaddedHidden, reset.Pointer, Together);
        LaneTanh<TLanes, TVector>.Run(g, BlockSize);
        Mix(Z, g, h, BlockSize);
        Mix(Z + TLanes.Count, g + TLanes.Count, h + TLanes.Count, BlockSize);
    }

    private void ActivateGates<TGate>(float* h)
        where TGate : struct, IGate
    {
        ActivateGates<TGate>(Z, h, reset.Pointer, BlockSize);
        ActivateGates<TGate>(Z + TLanes.Count, h + TLanes.Count, reset.Pointer + TLanes.Count, BlockSize);
    }

    private static void ActivateGates<TGate>(float* z, float* h, float* reset, int size)
        where TGate : struct, IGate
    {
        for (float* end = z + size; z < end; z += Together, reset += Together, h += UnitStep)
        {
            TVector r = TGate.Activate<TLanes, TVector>(TLanes.Load(z + size));
            TLanes.Store(z, TGate.Activate<TLanes, TVector>(TLanes.Load(z)));
            TLanes.Store(reset, TLanes.Multiply(r, TLanes.Load(h)));
        }
    }

    private static void Mix(float* z, float* g, float* h, int size)
    {
        TVector one = TLanes.Broadcast(1f);
        for (float* end = z + size; z < end; z += Together, g += Together, h += UnitStep)
        {
            TVector update = TLanes.Load(z);
            TVector fresh = TLanes.Multiply(TLanes.Subtract(one, update), TLanes.Load(g));
            TLanes.Store(h, TLanes.Fma(update, TLanes.Load(h), fresh));
        }
    }
}
