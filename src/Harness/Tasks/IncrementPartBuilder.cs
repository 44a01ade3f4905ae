using System.Runtime.InteropServices;
using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>Collects sorted numbers until they make up a <see cref="SymbolTree"/>.</summary>
internal sealed class IncrementPartBuilder(IncrementLayout layout)
{
    private readonly List<byte> digits = new(SymbolTree.MostSequences * layout.Digits);
    private readonly List<int> times = new(SymbolTree.MostSequences);

    /// <summary>Adds a number; false if there is no room for it.</summary>
    public bool Add(ReadOnlySpan<byte> number)
    {
        if (times.Count > 0 && CollectionsMarshal.AsSpan(digits)[^layout.Digits..].SequenceEqual(number))
        {
            times[^1]++;
            return true;
        }

        if (times.Count == SymbolTree.MostSequences)
        {
            return false;
        }

        digits.AddRange(number);
        times.Add(1);
        return true;
    }

    /// <summary>The part of what was added.</summary>
    public IncrementPart Build()
    {
        byte[] all = [.. digits];
        int width = times.Count;
        byte[] rows = new byte[2 * all.Length];
        for (int i = 0; i < width; i++)
        {
            layout.Present(all.AsSpan(i * layout.Digits, layout.Digits), rows.AsSpan(i), rows.AsSpan(all.Length + i), width);
        }

        return new IncrementPart(new SymbolTree(layout.TreeSteps(), rows, width), [.. times], all);
    }
}
