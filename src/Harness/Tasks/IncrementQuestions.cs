using System.Globalization;
using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>
/// The hold-out as it is presented, laid out once for all evaluations of a run: sorted, so that an engine can compute the same beginnings
/// of numbers once, and with equal numbers asked once. Counts of right answers do not depend on the numbers' order.
/// </summary>
/// <remarks>Immutable, and shared by cells and by seeds with the same order.</remarks>
internal sealed class IncrementQuestions
{
    // Room for both orders of one size, whose cells are trained one after another: 65 MB for 32 digits. Laying out the numbers takes
    // longer than a plain network's answers to them.
    private static readonly RecentValues<string, IncrementQuestions> Recent = new(capacity: 2);

    private IncrementQuestions(IncrementTaskSpec spec, IncrementLayout layout)
    {
        byte[] holdout = IncrementHoldout.Digits(spec);
        int count = holdout.Length / spec.Digits;
        int onCurve = Math.Min(spec.CurveHoldout, count);
        int[] sorted = Sorted(holdout, spec, layout.Order, onCurve);
        Sample = holdout[..(Math.Min(IncrementMetrics.LiveUnitNumbers, count) * spec.Digits)];
        OnCurve = [.. Parts(sorted.AsMemory(0, onCurve), holdout, layout)];
        All = [.. OnCurve, .. Parts(sorted.AsMemory(onCurve), holdout, layout)];
    }

    /// <summary>All numbers.</summary>
    public IReadOnlyList<IncrementPart> All { get; }

    /// <summary>The hold-out's first numbers, which a point of the curve uses.</summary>
    public IReadOnlyList<IncrementPart> OnCurve { get; }

    /// <summary>The hold-out's first numbers, on which live units are counted: [numbers, N], lowest digit first.</summary>
    public byte[] Sample { get; }

    /// <summary>The hold-out of that spec.</summary>
    /// <param name="spec">The task.</param>
    /// <param name="layout">How it presents digits.</param>
    public static IncrementQuestions Of(IncrementTaskSpec spec, IncrementLayout layout)
    {
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"{spec.Base}x{spec.Digits} {spec.InterestingProbability:R} {spec.InterestingIncludesAll} {spec.Holdout} {spec.CurveHoldout}");
        string key = $"{numbers} {spec.Doubled} {spec.PhaseMarker}: {string.Join(' ', layout.Order.ToArray())}";
        return Recent.Get(key, () => new IncrementQuestions(spec, layout));
    }

    private static IEnumerable<IncrementPart> Parts(ReadOnlyMemory<int> sorted, byte[] holdout, IncrementLayout layout)
    {
        var part = new IncrementPartBuilder(layout);
        for (int i = 0; i < sorted.Length; i++)
        {
            if (!part.Add(holdout.AsSpan(sorted.Span[i] * layout.Digits, layout.Digits)))
            {
                yield return part.Build();
                part = new IncrementPartBuilder(layout);
                i--;
            }
        }

        if (!sorted.IsEmpty)
        {
            yield return part.Build();
        }
    }

    // The curve's numbers stay in front. The sort key holds as many leading digits as fit; sequences seldom share more.
    private static int[] Sorted(byte[] holdout, IncrementTaskSpec spec, ReadOnlySpan<int> presented, int onCurve)
    {
        (int digits, ulong radix) = (spec.Digits, (ulong)spec.Base);
        ulong[] keys = new ulong[holdout.Length / digits];
        int[] order = new int[keys.Length];
        int keyDigits = 0;
        for (ulong span = 1; keyDigits < digits && span <= ulong.MaxValue / radix; span *= radix)
        {
            keyDigits++;
        }

        for (int number = 0; number < keys.Length; number++)
        {
            order[number] = number;
            ReadOnlySpan<byte> of = holdout.AsSpan(number * digits, digits);
            ulong key = 0;
            foreach (int place in presented[..keyDigits])
            {
                key = (key * radix) + of[place];
            }

            keys[number] = key;
        }

        Array.Sort(keys, order, 0, onCurve);
        Array.Sort(keys, order, onCurve, keys.Length - onCurve);
        return order;
    }
}
