using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>One kind of states of a level's nodes, [Hp, nodes].</summary>
internal sealed unsafe class NodeStates<TLanes, TVector>(int units) : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Places of nodes in a row of states, whole columns.</summary>
    public const int Room = SymbolTree.MostSequences;

    /// <summary>
    /// From one unit to the next. The additional line of the cache keeps units apart, which would otherwise compete for a few sets of it,
    /// and a branching level may read beyond the last node's parent.
    /// </summary>
    public const int UnitStep = Room + 16;

    private readonly AlignedBuffer<float> values = new(units * UnitStep);

    // For each node of a branching level, its parent's place from that of its vector's first parent.
    private readonly AlignedBuffer<int> places = new(Room);

    /// <summary>The states of unit 0.</summary>
    public float* Pointer => values.Pointer;

    /// <summary>The states before the first step: zeros.</summary>
    public void Begin(int nodes)
    {
        int columns = Shape.Pad(nodes, LaneProduct<TLanes, TVector>.Together);
        for (int unit = 0; unit < units; unit++)
        {
            values.Span.Slice(unit * UnitStep, columns).Clear();
        }
    }

    /// <summary>Copies the states of each node's parent into the node's place.</summary>
    /// <param name="parents">The nodes' parents; empty if each is in the node's place already.</param>
    public void Branch(ReadOnlySpan<ushort> parents)
    {
        if (parents.IsEmpty)
        {
            return;
        }

        FillPlaces(parents);
        int last = (parents.Length - 1) / TLanes.Count * TLanes.Count;
        float* row = Pointer;
        for (int unit = 0; unit < units; unit++, row += UnitStep)
        {
            // A parent's place is never behind its child's: from the last vector on, no parent is overwritten too early.
            for (int node = last; node >= 0; node -= TLanes.Count)
            {
                TVector at = TLanes.Load((float*)(places.Pointer + node));
                TLanes.Store(row + node, TLanes.LookUp(row + parents[node], 1, at));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        values.Dispose();
        places.Dispose();
    }

    // Neighbours have the same parent or neighbouring ones: a vector's parents lie within one vector.
    private void FillPlaces(ReadOnlySpan<ushort> parents)
    {
        for (int node = 0; node < parents.Length; node++)
        {
            places.Pointer[node] = parents[node] - parents[node / TLanes.Count * TLanes.Count];
        }
    }
}
