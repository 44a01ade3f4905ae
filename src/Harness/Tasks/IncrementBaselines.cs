using System.Collections.Concurrent;

namespace RnnMemory.Tasks;

/// <summary>
/// The exact expectations of the scores on the hold-out of two ways of answering without carrying (assumption A19). They do not depend
/// on the order of the digits. K is the base of the numeral system, N the number of digits.
/// </summary>
public static class IncrementBaselines
{
    // By everything that the hold-out's numbers depend on.
    private static readonly ConcurrentDictionary<(int Base, int Digits, int Holdout, double Interesting, bool All), double> OnHoldout = [];

    /// <summary>Answers with the number itself in both halves.</summary>
    public static IncrementAccuracies Copying(IncrementTaskSpec spec) =>
        Of(spec, wrongDigits: ChangedDigits(spec), rightNumbers: 0);

    /// <summary>
    /// Share of right digits of x + 1 that copying scores on the very numbers of the hold-out, which differs a little from its expectation.
    /// </summary>
    public static double CopyingOnHoldout(IncrementTaskSpec spec) => OnHoldout.GetOrAdd(
        (spec.Base, spec.Digits, spec.Holdout, spec.InterestingProbability, spec.InterestingIncludesAll), _ => CountCopied(spec));

    /// <summary>
    /// Whether a network is stuck: on the hold-out it has no more right digits of x + 1 than copying the number scores on the same numbers.
    /// </summary>
    /// <param name="spec">The task.</param>
    /// <param name="secondHalf">Its share of right digits of x + 1 on the whole hold-out after the last update.</param>
    public static bool IsStuck(IncrementTaskSpec spec, double secondHalf) => secondHalf <= CopyingOnHoldout(spec);

    /// <summary>Answers with the number itself, then with its lowest digit incremented and all others as they were.</summary>
    public static IncrementAccuracies LowestDigitOnly(IncrementTaskSpec spec) =>
        Of(spec, wrongDigits: ChangedDigits(spec) - 1, rightNumbers: spec.Digits == 1 ? 1 : 1 - CarriesAtLeast(spec, 1));

    /// <summary>
    /// The probability that at least <paramref name="carries"/> of a hold-out number's lowest digits are all K − 1, so that the increment
    /// carries at least that often (claim INC-6).
    /// </summary>
    /// <param name="spec">The task; its mixture matters unless the hold-out is every number once.</param>
    /// <param name="carries">0 to N.</param>
    public static double CarriesAtLeast(IncrementTaskSpec spec, int carries)
    {
        double interesting = 0;
        int lengths = spec.Digits + (spec.InterestingIncludesAll ? 1 : 0);
        for (int t = 0; t < lengths; t++)
        {
            interesting += t >= carries ? 1 : Uniform(spec.Base, carries - t);
        }

        double share = IncrementHoldout.IsEveryNumber(spec) ? 0 : spec.InterestingProbability;
        return ((1 - share) * Uniform(spec.Base, carries)) + (share * interesting / lengths);
    }

    private static double CountCopied(IncrementTaskSpec spec)
    {
        byte[] digits = IncrementHoldout.Digits(spec);
        long changed = 0;
        for (int number = 0; number < digits.Length; number += spec.Digits)
        {
            // A digit changes if all below it carry.
            int carries = digits.AsSpan(number, spec.Digits).IndexOfAnyExcept((byte)(spec.Base - 1));
            changed += carries < 0 ? spec.Digits : carries + 1;
        }

        return 1 - ((double)changed / digits.Length);
    }

    // K^-count: the probability that <c>count</c> uniform digits are all K − 1.
    private static double Uniform(int radix, int count)
    {
        double probability = 1;
        for (int i = 0; i < count; i++)
        {
            probability /= radix;
        }

        return probability;
    }

    // The mean number of digits in which x + 1 differs from x: digit i does if all i digits below it are K − 1.
    private static double ChangedDigits(IncrementTaskSpec spec) =>
        Enumerable.Range(0, spec.Digits).Aggregate(0.0, (sum, i) => sum + CarriesAtLeast(spec, i));

    private static IncrementAccuracies Of(IncrementTaskSpec spec, double wrongDigits, double rightNumbers)
    {
        int outputs = spec.Doubled ? 2 * spec.Digits : spec.Digits;
        return new IncrementAccuracies(
            1 - (wrongDigits / outputs), 1 - (wrongDigits / spec.Digits), rightNumbers, rightNumbers);
    }
}
