using System.Globalization;
using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>
/// The hold-out as it is presented, laid out once for all evaluations of a run. Numbers with the same beginning are adjacent, so that an
/// engine can share computations between them; counts of right answers do not depend on the numbers' order.
/// </summary>
/// <remarks>Immutable, and shared by cells and by seeds with the same order.</remarks>
internal sealed class IncrementQuestions
{
    // Room for both orders of one size, whose cells are trained one after another: 38 MB for 32 digits. Laying out the numbers takes
    // longer than a plain network's answers to them.
    private static readonly RecentValues<string, IncrementQuestions> Recent = new(capacity: 2);

    private readonly int digits;
    private readonly int batchSize;

    // Presented digits, and those of x + 1, minibatch by minibatch: [minibatches, N, B].
    private readonly byte[] shown;
    private readonly byte[] wanted;

    private IncrementQuestions(IncrementTaskSpec spec, IncrementLayout layout, int batchSize)
    {
        this.batchSize = batchSize;
        digits = spec.Digits;
        byte[] holdout = IncrementHoldout.Digits(spec);
        Count = holdout.Length / digits;
        OnCurve = Math.Min(spec.CurveHoldout, Count);
        long room = ((long)Count + batchSize - 1) / batchSize * batchSize * digits;
        shown = new byte[room];
        wanted = new byte[room];
        int[] sorted = Sorted(holdout, spec.Base, layout.Order);
        for (int number = 0; number < Count; number++)
        {
            (int minibatch, int row) = Math.DivRem(number, batchSize);
            int at = (minibatch * batchSize * digits) + row;
            layout.Present(holdout.AsSpan(sorted[number] * digits, digits), shown.AsSpan(at), wanted.AsSpan(at), batchSize);
        }
    }

    /// <summary>Numbers in all.</summary>
    public int Count { get; }

    /// <summary>The number of hold-out numbers, the first ones, that a point of the curve uses.</summary>
    public int OnCurve { get; }

    /// <summary>The hold-out of that spec, laid out for minibatches of B sequences.</summary>
    /// <param name="spec">The task.</param>
    /// <param name="layout">How it presents digits.</param>
    /// <param name="batchSize">B.</param>
    public static IncrementQuestions Of(IncrementTaskSpec spec, IncrementLayout layout, int batchSize)
    {
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"{spec.Base}x{spec.Digits} {spec.InterestingProbability:R} {spec.InterestingIncludesAll} {spec.Holdout} {spec.CurveHoldout}");
        string key = string.Create(CultureInfo.InvariantCulture, $"{numbers} {batchSize}: {string.Join(' ', layout.Order.ToArray())}");
        return Recent.Get(key, () => new IncrementQuestions(spec, layout, batchSize));
    }

    /// <summary>Whether they are laid out for minibatches of that many sequences.</summary>
    public bool Fit(int batch) => batch == batchSize;

    /// <summary>Fills a minibatch with up to B consecutive numbers that come before <paramref name="end"/>.</summary>
    /// <param name="first">The first number, a multiple of B.</param>
    /// <param name="end">One past the last number that may be used.</param>
    /// <param name="batch">The minibatch.</param>
    /// <param name="layout">How its task presents digits.</param>
    public void Fill(int first, int end, Minibatch batch, IncrementLayout layout)
    {
        layout.Prepare(batch, Math.Min(batchSize, end - first));
        Span<int> symbols = batch.UseSymbols(layout.Alphabet);
        Span<int> targets = batch.Targets;
        int later = layout.SecondHalf * batchSize;
        int size = digits * batchSize;
        Widen(shown.AsSpan(first * digits, size), symbols);
        Widen(shown.AsSpan(first * digits, size), targets);

        // Presented once, both halves are the same steps: the answer stays.
        symbols[..size].CopyTo(symbols[later..]);
        Widen(wanted.AsSpan(first * digits, size), targets[later..]);
        if (layout.SecondHalfSymbols > 0)
        {
            foreach (ref int symbol in symbols[later..])
            {
                symbol += layout.SecondHalfSymbols;
            }
        }
    }

    private static void Widen(ReadOnlySpan<byte> from, Span<int> to)
    {
        to = to[..from.Length];
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }

    // The curve's numbers stay in front. The sort key holds as many leading digits as fit; sequences seldom share more.
    private int[] Sorted(byte[] holdout, int radix, ReadOnlySpan<int> presented)
    {
        ulong[] keys = new ulong[Count];
        int[] order = new int[Count];
        int keyDigits = 0;
        for (ulong span = 1; keyDigits < digits && span <= ulong.MaxValue / (ulong)radix; span *= (ulong)radix)
        {
            keyDigits++;
        }

        for (int number = 0; number < Count; number++)
        {
            order[number] = number;
            ReadOnlySpan<byte> of = holdout.AsSpan(number * digits, digits);
            ulong key = 0;
            foreach (int place in presented[..keyDigits])
            {
                key = (key * (ulong)radix) + of[place];
            }

            keys[number] = key;
        }

        Array.Sort(keys, order, 0, OnCurve);
        Array.Sort(keys, order, OnCurve, Count - OnCurve);
        return order;
    }
}
