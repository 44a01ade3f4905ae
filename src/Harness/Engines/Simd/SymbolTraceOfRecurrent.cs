using System.Runtime.CompilerServices;
using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The plain networks' <see cref="SymbolTrace{TLanes,TVector}"/>.</summary>
internal abstract unsafe class SymbolTraceOfRecurrent<TSquash, TLanes, TVector> : SymbolTrace<TLanes, TVector>
    where TSquash : struct, ISquash
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly LaneProduct<TLanes, TVector> recurrent;

    protected SymbolTraceOfRecurrent(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters, statesOfUnit: 1) =>
        recurrent = new LaneProduct<TLanes, TVector>(shape.PaddedHidden, shape.H);

    public override void Dispose()
    {
        recurrent.Dispose();
        base.Dispose();
    }

    protected override void Pack() => recurrent.Pack(P + S.Recurrent, S.Width, 1);

    protected override void Step(int column)
    {
        float* h = State(0, column);
        Sum(recurrent, 0, S.PaddedHidden, h, UnitStep);
        float* z = Z;
        for (float* end = z + BlockSize; z < end; z += Together, h += UnitStep)
        {
            TLanes.Store(h, TSquash.Activate<TLanes, TVector>(TLanes.Load(z)));
            TLanes.Store(h + TLanes.Count, TSquash.Activate<TLanes, TVector>(TLanes.Load(z + TLanes.Count)));
        }
    }
}

/// <summary>The ReLU network's.</summary>
[Implements("vanilla")]
internal sealed unsafe class SymbolTraceOfVanilla<TLanes, TVector>(ModelSpec model, Shape shape, float* parameters)
    : SymbolTraceOfRecurrent<Rectifier, TLanes, TVector>(model, shape, parameters)
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    public static SymbolTrace<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SymbolTraceOfVanilla<TLanes, TVector>(model, shape, parameters);
}

/// <summary>The tanh network's.</summary>
[Implements("tanh")]
internal sealed unsafe class SymbolTraceOfTanh<TLanes, TVector>(ModelSpec model, Shape shape, float* parameters)
    : SymbolTraceOfRecurrent<HyperbolicTangent, TLanes, TVector>(model, shape, parameters)
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    public static SymbolTrace<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SymbolTraceOfTanh<TLanes, TVector>(model, shape, parameters);
}

/// <summary>The activation of a plain network's state as a type, for the same reason as <see cref="IGate"/>.</summary>
internal interface ISquash
{
    /// <summary>The state.</summary>
    static abstract TVector Activate<TLanes, TVector>(TVector z)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged;
}

/// <summary>max(z, 0); NaN where z is NaN.</summary>
internal struct Rectifier : ISquash
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TLanes, TVector>(TVector z)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Larger(TLanes.Broadcast(0f), z);
}

/// <summary>tanh z.</summary>
internal struct HyperbolicTangent : ISquash
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Activate<TLanes, TVector>(TVector z)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => VectorElementary<TLanes, TVector>.Tanh(z);
}
