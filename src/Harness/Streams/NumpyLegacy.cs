namespace RnnMemory.Streams;

/// <summary>
/// numpy's legacy generator, <c>numpy.random.RandomState(seed)</c>: MT19937 (Matsumoto and Nishimura 1998), doubles of 53
/// bits, and permutations by Fisher-Yates from the top with masked rejection. The authors' script drew its permutations of
/// the MNIST pixels from it with seed 0 (assumption B8); nothing else in the harness uses it.
/// </summary>
public sealed class NumpyLegacy
{
    private const int Size = 624, Offset = 397;
    private const uint UpperMask = 0x80000000, LowerMask = 0x7FFFFFFF, Twist = 0x9908B0DF;

    private readonly uint[] state = new uint[Size];
    private int position = Size;

    /// <summary>The state that <c>numpy.random.seed(seed)</c> sets.</summary>
    public NumpyLegacy(uint seed)
    {
        state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint previous = state[i - 1];
            state[i] = (1812433253 * (previous ^ (previous >> 30))) + i;
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextWord()
    {
        if (position == Size)
        {
            Regenerate();
        }

        uint y = state[position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary>The next double of <c>random_sample()</c>, uniform on [0, 1).</summary>
    public double NextUniform()
    {
        ulong upper = NextWord() >> 5;
        ulong lower = NextWord() >> 6;
        return ((upper << 26) | lower) * (1.0 / (1ul << 53));
    }

    /// <summary>The next <c>permutation(n)</c>.</summary>
    public int[] NextPermutation(int n)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        for (int i = n - 1; i > 0; i--)
        {
            int j = (int)NextUpTo((uint)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    // Uniform on 0..max: words masked to max's bit length until one is not above it.
    private uint NextUpTo(uint max)
    {
        uint mask = System.Numerics.BitOperations.RoundUpToPowerOf2(max + 1) - 1;
        uint value;
        do
        {
            value = NextWord() & mask;
        }
        while (value > max);

        return value;
    }

    private void Regenerate()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (state[i] & UpperMask) | (state[(i + 1) % Size] & LowerMask);
            state[i] = state[(i + Offset) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : Twist);
        }

        position = 0;
    }
}
