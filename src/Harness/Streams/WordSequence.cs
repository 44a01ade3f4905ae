using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RnnMemory.Streams;

/// <summary>
/// The random words of one index of a <see cref="RandomStream"/>, one after another. A mutable value: pass it by reference.
/// Nothing is allocated on the heap.
/// </summary>
public struct WordSequence
{
    private readonly uint key0, key1, index0, index1;
    private uint block;
    private int position, available;

    // Words computed ahead, as many as one vector of blocks holds. The words do not depend on how many are computed at a time.
    private Ahead words;

    internal WordSequence(uint key0, uint key1, ulong index)
    {
        Unsafe.SkipInit(out words);
        (this.key0, this.key1, index0, index1) = (key0, key1, (uint)index, (uint)(index >> 32));
        (block, position, available) = (0, 0, 0);
    }

    /// <summary>The next word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next()
    {
        if (position == available)
        {
            Refill();
        }

        return words[position++];
    }

    /// <summary>
    /// Uniform on [0, 1) in steps of 2⁻⁵³: the upper 27 bits of the next word over the upper 26 bits of the one after.
    /// </summary>
    public double NextUniform()
    {
        ulong upper = Next() >> 5;
        ulong lower = Next() >> 6;
        return ((upper << 26) | lower) * (1.0 / (1ul << 53));
    }

    /// <summary>
    /// Uniform on 0..n-1 without bias, for n ≥ 1: Lemire's multiplication with rejection, which usually takes one word.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NextBelow(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ulong product = (ulong)Next() * (uint)n;
        return (uint)product >= (uint)n ? (int)(product >> 32) : Reject(product, (uint)n);
    }

    private int Reject(ulong product, uint n)
    {
        uint threshold = (0 - n) % n;
        while ((uint)product < threshold)
        {
            product = (ulong)Next() * n;
        }

        return (int)(product >> 32);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Refill()
    {
        available = Philox4x32.Blocks(block, index0, index1, key0, key1, words);
        block += (uint)(available / Philox4x32.WordsPerBlock);
        position = 0;
    }

    [InlineArray(32)]
    private struct Ahead
    {
        [SuppressMessage("CodeQuality", "IDE0044", Justification = "An inline array's field is written through the array.")]
        private uint first;
    }
}
