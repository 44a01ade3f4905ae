using RnnMemory.Basics;
using RnnMemory.Streams;

namespace RnnMemory.Tasks;

/// <summary>The order in which digits are presented: a permutation p with new[j] = old[p[j]], old lowest digit first.</summary>
internal static class IncrementOrder
{
    // The place of the lowest digit before the permutation.
    private const int Lowest = 0;

    /// <summary>The permutation p of that task and seed, N values, one per digit.</summary>
    /// <exception cref="UserError">The explicit permutation is invalid, or there is no other order than the simple one.</exception>
    public static int[] Of(IncrementTaskSpec spec, long seed) => spec.Order switch
    {
        DigitOrder.Simple => [.. Enumerable.Range(0, spec.Digits)],
        DigitOrder.Reversed => [.. Enumerable.Range(0, spec.Digits).Reverse()],
        DigitOrder.Complicated => Complicated(spec, seed),
        DigitOrder.ComplicatedLowestFirst => [Lowest, .. Complicated(spec, seed).Where(place => place != Lowest)],
        DigitOrder.ComplicatedLowestLast => [.. Complicated(spec, seed).Where(place => place != Lowest), Lowest],
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Order, "There is no such order of digits."),
    };

    private static int[] Complicated(IncrementTaskSpec spec, long seed) => spec.Permutation is null
        ? Drawn(spec, spec.DrawnPermutation ?? seed)
        : Checked(spec.Permutation, spec.Digits);

    // The identity is the simple order, so it is drawn again (assumption A8).
    private static int[] Drawn(IncrementTaskSpec spec, long seed)
    {
        if (spec.Digits == 1)
        {
            throw new UserError("Increment task: one digit (Digits is 1) has no complicated order; use more digits or the simple order.");
        }

        var stream = new RandomStream(seed, $"permutation/{spec.Base}x{spec.Digits}");
        int[] order;
        ulong attempt = 0;
        do
        {
            order = stream.Permutation(spec.Digits, attempt++);
        }
        while (order.Index().All(pair => pair.Index == pair.Item));

        return order;
    }

    private static int[] Checked(IReadOnlyList<int> permutation, int digits)
    {
        string given = $"Increment task: Permutation [{string.Join(", ", permutation)}]";
        if (permutation.Count != digits)
        {
            throw new UserError($"{given} has {permutation.Count} entries; expected {digits}, one per digit.");
        }

        foreach (int place in permutation)
        {
            if (place < 0 || place >= digits)
            {
                throw new UserError($"{given} contains {place}; expected each of 0 to {digits - 1} once.");
            }
        }

        if (permutation.GroupBy(place => place).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new UserError($"{given} contains {repeated.Key} more than once; expected each of 0 to {digits - 1} once.");
        }

        return [.. permutation];
    }
}
