using RnnMemory.Streams;

namespace RnnMemory.Tasks;

/// <summary>
/// The hold-out of section 3.1: every number once if there are few enough, otherwise draws from the training distribution. It depends
/// only on the base K, the number of digits N, the mixture and the hold-out's size, not on the run's seed: all cells, orders and seeds
/// are tested on the same numbers (assumption A18).
/// </summary>
internal static class IncrementHoldout
{
    private const long Seed = 0;

    /// <summary>Whether the hold-out is every number once, hence uniform.</summary>
    public static bool IsEveryNumber(IncrementTaskSpec spec) => CountOfAll(spec) <= spec.Holdout;

    /// <summary>
    /// The numbers' digits, [count, N], lowest first. If every number occurs once, the order is random but fixed, so that the first ones,
    /// which the curve uses, are a fair sample.
    /// </summary>
    public static byte[] Digits(IncrementTaskSpec spec)
    {
        var stream = new RandomStream(Seed, $"increment/holdout/{spec.Base}x{spec.Digits}");
        return IsEveryNumber(spec) ? Every(spec, stream) : Draws(spec, stream);
    }

    private static byte[] Every(IncrementTaskSpec spec, RandomStream stream)
    {
        int[] numbers = stream.Permutation((int)CountOfAll(spec));
        byte[] digits = new byte[numbers.Length * spec.Digits];
        for (int i = 0; i < digits.Length; i++)
        {
            (numbers[i / spec.Digits], int digit) = Math.DivRem(numbers[i / spec.Digits], spec.Base);
            digits[i] = (byte)digit;
        }

        return digits;
    }

    private static byte[] Draws(IncrementTaskSpec spec, RandomStream stream)
    {
        var sampler = new IncrementSampler(spec);
        byte[] digits = new byte[(long)spec.Holdout * spec.Digits];
        for (int number = 0; number < spec.Holdout; number++)
        {
            sampler.Draw(stream, (ulong)number, digits.AsSpan(number * spec.Digits, spec.Digits));
        }

        return digits;
    }

    // K^N, or more than any hold-out where it is larger than that.
    private static long CountOfAll(IncrementTaskSpec spec)
    {
        long count = 1;
        for (int i = 0; i < spec.Digits && count <= int.MaxValue; i++)
        {
            count *= spec.Base;
        }

        return count;
    }
}
