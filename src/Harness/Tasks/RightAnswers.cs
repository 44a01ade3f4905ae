using System.Runtime.Intrinsics;
using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>The number of right answers on the way to each node of a tree's level.</summary>
internal sealed class RightAnswers
{
    private readonly ushort[] counts = new ushort[SymbolTree.MostSequences];

    /// <summary>The count of a node of the level that was added last.</summary>
    public int this[int node] => counts[node];

    /// <summary>Starts from zero.</summary>
    public void Clear() => Array.Clear(counts);

    /// <summary>Goes on to the nodes with these parents; with none, to one node for each.</summary>
    public void Branch(ReadOnlySpan<ushort> parents)
    {
        // Parents stand in no later places than their nodes.
        for (int node = parents.Length - 1; node >= 0; node--)
        {
            counts[node] = counts[parents[node]];
        }
    }

    /// <summary>Adds a level's answers.</summary>
    public void Add(ReadOnlySpan<byte> answers, ReadOnlySpan<byte> wanted)
    {
        int i = 0;
        for (; i + Vector256<byte>.Count <= wanted.Length; i += Vector256<byte>.Count)
        {
            // Every bit of an equal byte is set, which is −1.
            Vector256<byte> equal = Vector256.Equals(Vector256.Create(answers[i..]), Vector256.Create(wanted[i..]));
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(equal.AsSByte());
            Subtract(low.AsUInt16(), counts.AsSpan(i));
            Subtract(high.AsUInt16(), counts.AsSpan(i + Vector256<ushort>.Count));
        }

        for (; i < wanted.Length; i++)
        {
            counts[i] += answers[i] == wanted[i] ? (ushort)1 : (ushort)0;
        }
    }

    private static void Subtract(Vector256<ushort> values, Span<ushort> from) => (Vector256.Create<ushort>(from) - values).CopyTo(from);
}
