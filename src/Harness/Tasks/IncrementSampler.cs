using System.Runtime.CompilerServices;
using RnnMemory.Streams;

namespace RnnMemory.Tasks;

/// <summary>
/// Draws numbers of N digits in base K from the mixture of section 3.1: uniform, or with a small probability "interesting",
/// (K^T − 1) + R · K^T with T uniform on 0..N (or 0..N-1) and R a uniform number of N − T digits.
/// </summary>
/// <remarks>Works digit by digit and never forms a number as an integer, so K^N may be of any size (assumption A17).</remarks>
internal sealed class IncrementSampler(IncrementTaskSpec spec)
{
    private readonly int radix = spec.Base;
    private readonly double interesting = spec.InterestingProbability;
    private readonly int lengths = spec.Digits + (spec.InterestingIncludesAll ? 1 : 0);

    /// <summary>
    /// Draws the sample of one index: two words decide whether it is interesting; if it is, one draw gives T; then comes one draw per
    /// free digit.
    /// </summary>
    /// <param name="stream">The stream to draw from.</param>
    /// <param name="index">Which of its samples.</param>
    /// <param name="digits">[N]; receives the digits, lowest first.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw(RandomStream stream, ulong index, Span<byte> digits)
    {
        WordSequence words = stream.At(index);
        int transfers = words.NextUniform() < interesting ? words.NextBelow(lengths) : 0;
        digits[..transfers].Fill((byte)(radix - 1));
        for (int i = transfers; i < digits.Length; i++)
        {
            digits[i] = (byte)words.NextBelow(radix);
        }
    }
}
