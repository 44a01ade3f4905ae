using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RnnMemory.Streams;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon et al. ("Parallel random numbers: as easy as 1, 2, 3", SC 2011):
/// a bijection of 128-bit counters for each 64-bit key. Integer arithmetic only, so every path gives the same words.
/// </summary>
/// <remarks>
/// Compiled optimised at once: a hold-out is drawn in the first half second of a process, before the runtime would optimise anything.
/// </remarks>
public static class Philox4x32
{
    /// <summary>Words in one block.</summary>
    public const int WordsPerBlock = 4;

    private const int Rounds = 10;
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint KeyStep0 = 0x9E3779B9, KeyStep1 = 0xBB67AE85;

    /// <summary>The block of four words for one counter.</summary>
    /// <param name="counter0">Lowest word of the counter.</param>
    /// <param name="counter1">Second word.</param>
    /// <param name="counter2">Third word.</param>
    /// <param name="counter3">Highest word.</param>
    /// <param name="key0">Lower word of the key.</param>
    /// <param name="key1">Upper word of the key.</param>
    /// <param name="words">Receives four words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Block(uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1, Span<uint> words)
    {
        (uint x0, uint x1, uint x2, uint x3) = (counter0, counter1, counter2, counter3);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0;
            ulong product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ key0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ key1;
            x3 = (uint)product0;
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        words[3] = x3;
        words[2] = x2;
        words[1] = x1;
        words[0] = x0;
    }

    /// <summary>
    /// Consecutive blocks of counters (first, 0, counter2, counter3), (first + 1, 0, ...), ...: as many blocks as one vector holds.
    /// </summary>
    /// <param name="first">Lowest counter word of the first block.</param>
    /// <param name="counter2">Third counter word of all blocks.</param>
    /// <param name="counter3">Highest counter word of all blocks.</param>
    /// <param name="key0">Lower word of the key.</param>
    /// <param name="key1">Upper word of the key.</param>
    /// <param name="words">Receives the blocks one after another; room for 32 words.</param>
    /// <returns>How many words were written: 32 with AVX-512, 16 with AVX2, else 4.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Blocks(uint first, uint counter2, uint counter3, uint key0, uint key1, Span<uint> words)
    {
        if (Avx512F.IsSupported)
        {
            EightBlocks(first, counter2, counter3, key0, key1, words);
            return 8 * WordsPerBlock;
        }

        if (Avx2.IsSupported)
        {
            FourBlocks(first, counter2, counter3, key0, key1, words);
            return 4 * WordsPerBlock;
        }

        Block(first, 0, counter2, counter3, key0, key1, words);
        return WordsPerBlock;
    }

    // Each 64-bit lane carries one block's word in its lower half. What gathers in the upper halves is never read: the
    // multiplication takes lower halves only, and the last step masks. The lanes' order (0, 4, 1, 5, ...) makes the
    // final unpacking leave the blocks in order. About the latency of one scalar block for all eight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void EightBlocks(uint first, uint counter2, uint counter3, uint key0, uint key1, Span<uint> words)
    {
        Vector512<uint> multiplier0 = Vector512.Create((ulong)Multiplier0).AsUInt32();
        Vector512<uint> multiplier1 = Vector512.Create((ulong)Multiplier1).AsUInt32();
        Vector512<uint> x0 = Vector512.Create(first) + Vector512.Create(0ul, 4, 1, 5, 2, 6, 3, 7).AsUInt32();
        Vector512<uint> x1 = Vector512<uint>.Zero;
        Vector512<uint> x2 = Vector512.Create(counter2);
        Vector512<uint> x3 = Vector512.Create(counter3);
        for (int round = 0; round < Rounds; round++)
        {
            Vector512<ulong> product0 = Avx512F.Multiply(multiplier0, x0);
            Vector512<ulong> product1 = Avx512F.Multiply(multiplier1, x2);
            x0 = (product1 >> 32).AsUInt32() ^ x1 ^ Vector512.Create(key0);
            x1 = product1.AsUInt32();
            x2 = (product0 >> 32).AsUInt32() ^ x3 ^ Vector512.Create(key1);
            x3 = product0.AsUInt32();
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        Vector512<ulong> lower = Vector512.Create((ulong)uint.MaxValue);
        Vector512<ulong> words01 = (x0.AsUInt64() & lower) | (x1.AsUInt64() << 32);
        Vector512<ulong> words23 = (x2.AsUInt64() & lower) | (x3.AsUInt64() << 32);
        Avx512F.UnpackLow(words01, words23).AsUInt32().CopyTo(words);
        Avx512F.UnpackHigh(words01, words23).AsUInt32().CopyTo(words[16..]);
    }

    // The same with four lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FourBlocks(uint first, uint counter2, uint counter3, uint key0, uint key1, Span<uint> words)
    {
        Vector256<uint> multiplier0 = Vector256.Create((ulong)Multiplier0).AsUInt32();
        Vector256<uint> multiplier1 = Vector256.Create((ulong)Multiplier1).AsUInt32();
        Vector256<uint> x0 = Vector256.Create(first) + Vector256.Create(0ul, 2, 1, 3).AsUInt32();
        Vector256<uint> x1 = Vector256<uint>.Zero;
        Vector256<uint> x2 = Vector256.Create(counter2);
        Vector256<uint> x3 = Vector256.Create(counter3);
        for (int round = 0; round < Rounds; round++)
        {
            Vector256<ulong> product0 = Avx2.Multiply(multiplier0, x0);
            Vector256<ulong> product1 = Avx2.Multiply(multiplier1, x2);
            x0 = (product1 >> 32).AsUInt32() ^ x1 ^ Vector256.Create(key0);
            x1 = product1.AsUInt32();
            x2 = (product0 >> 32).AsUInt32() ^ x3 ^ Vector256.Create(key1);
            x3 = product0.AsUInt32();
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        Vector256<ulong> lower = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> words01 = (x0.AsUInt64() & lower) | (x1.AsUInt64() << 32);
        Vector256<ulong> words23 = (x2.AsUInt64() & lower) | (x3.AsUInt64() << 32);
        Avx2.UnpackLow(words01, words23).AsUInt32().CopyTo(words);
        Avx2.UnpackHigh(words01, words23).AsUInt32().CopyTo(words[8..]);
    }
}
