using System.Collections.Concurrent;
using RnnMemory.Paper.Observed;
using RnnMemory.Streams;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims on the increment task that its code proves: INC-1 to INC-6.</summary>
internal static class IncrementProofs
{
    // No run plays a part in it, and claims are judged once for each alternative.
    private static readonly ConcurrentDictionary<IncrementSize, Finding> Carries = [];

    // Small enough to look at every number.
    private static readonly IncrementSize Small = new(3, 5);

    private const int Samples = 20_000;

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("INC-1", (_, _) => new([.. NeedsTwoPresentations()], Decisions.AllAbove)),
        new("INC-2", (_, _) => new([Example("Fig. 3: 20133 of base 4", [0, 1, 2, 3, 4], "3310233102", "3310200202")], Decisions.AllAbove)),
        new("INC-3", (_, _) => new([Example("Fig. 4: 20133 of base 4, permuted", [4, 0, 1, 3, 2], "2330123301", "2330120002")], Decisions.AllAbove)),
        new("INC-4", (evidence, _) => new([.. Holdout(evidence)], Decisions.AllAbove)),
        new("INC-5", (evidence, _) => new([.. evidence.Sizes.Select(WithoutCarry)], Decisions.AllAbove)),
        new("INC-6", (evidence, _) => new([.. evidence.Sizes.Select(size => Carries.GetOrAdd(size, LeastCarries))], Decisions.AllAbove)),
    ];

    // Both halves of every number: are two numbers ever alike in all that was read, but not in the answer?
    private static IEnumerable<Finding> NeedsTwoPresentations()
    {
        int[] order = new RandomStream(0, "verdict/INC-1").Permutation(Small.Digits);
        var layout = new IncrementLayout(new IncrementTaskSpec
        {
            Base = Small.Base,
            Digits = Small.Digits,
            Order = DigitOrder.Complicated
        }, order);
        Dictionary<string, string> once = [], twice = [];
        bool isDeterminedOnce = true, isDeterminedTwice = true;
        for (int number = 0; number < Math.Pow(Small.Base, Small.Digits); number++)
        {
            byte[] shown = new byte[Small.Digits], wanted = new byte[Small.Digits];
            layout.Present(NumberDigits.Of(number, Small), shown, wanted, 1);
            string input = string.Concat(shown), answer = string.Concat(wanted);
            isDeterminedOnce &= Enumerable.Range(1, Small.Digits).All(read => Agrees(once, input[..read], answer[read - 1]));
            isDeterminedTwice &= Enumerable.Range(1, Small.Digits).All(read => Agrees(twice, input + input[..read], answer[read - 1]));
        }

        string numbers = $"every number of {Small}, order {string.Join(" ", order)}";
        yield return Finding.Shown("presented once, an answer is not determined by the digits read so far", !isDeterminedOnce, numbers);
        yield return Finding.Shown("presented twice, every answer of the second half is", isDeterminedTwice, numbers);
    }

    private static bool Agrees(Dictionary<string, string> known, string read, char answer)
    {
        string text = answer.ToString();
        if (known.TryGetValue(read, out string? before))
        {
            return before == text;
        }

        known[read] = text;
        return true;
    }

    // The paper writes the highest digit first: 20133 and its successor.
    private static Finding Example(string what, int[] order, string input, string target)
    {
        (string x, string y) = ExampleNumber.Sequences(order);
        return Finding.Shown(what, x == input && y == target, $"input {x}, target {y}; the paper has {input} and {target}");
    }

    private static IEnumerable<Finding> Holdout(ClaimEvidence evidence)
    {
        var every = new IncrementTaskSpec { Base = 4, Digits = 5, Order = DigitOrder.Simple };
        byte[] all = IncrementHoldout.Digits(every);
        int distinct = Enumerable.Range(0, all.Length / every.Digits)
            .Select(number => string.Concat(all.Skip(number * every.Digits).Take(every.Digits))).Distinct().Count();
        int expected = (int)Math.Pow(every.Base, every.Digits);
        yield return Finding.Shown("where K^N is at most 300,000 the hold-out has every number once", distinct == expected && all.Length == expected * every.Digits,
            $"4x5: {distinct} of {expected} numbers");
        foreach (IncrementSize size in evidence.Sizes)
        {
            IncrementTaskSpec spec = SpecOf(size);
            yield return Finding.Shown($"{size}: {spec.Holdout:N0} draws", !IncrementHoldout.IsEveryNumber(spec) && spec.Holdout == 300_000);
        }
    }

    // If all numbers are equally likely, those without a carry must be more than half.
    private static Finding WithoutCarry(IncrementSize size)
    {
        double share = 1 - IncrementBaselines.CarriesAtLeast(SpecOf(size) with { InterestingProbability = 0 }, 1);
        double mixture = 1 - IncrementBaselines.CarriesAtLeast(SpecOf(size), 1);
        return Finding.Shown($"{size}: most numbers need no carry", share > 0.5,
            FormattableString.Invariant($"{share:F3} of equally likely numbers, {mixture:F3} of the mixture")) with
        {
            Estimate = share,
            Unit = "share",
        };
    }

    // The first T digits of an interesting number are K - 1, so at least T orders carry.
    private static Finding LeastCarries(IncrementSize size)
    {
        IncrementTaskSpec spec = SpecOf(size) with { InterestingProbability = 1 };
        var sampler = new IncrementSampler(spec);
        var stream = new RandomStream(0, $"verdict/INC-6/{size}");
        byte[] digits = new byte[size.Digits];
        bool holds = true;
        for (int sample = 0; sample < Samples; sample++)
        {
            sampler.Draw(stream, (ulong)sample, digits);
            WordSequence words = stream.At((ulong)sample);
            words.NextUniform();
            int claimed = words.NextBelow(size.Digits + 1);
            int other = digits.AsSpan().IndexOfAnyExcept((byte)(size.Base - 1));
            holds &= other < 0 || other >= claimed;
        }

        return Finding.Shown($"{size}: an interesting number carries over at least T digits", holds, $"{Samples:N0} numbers");
    }

    private static IncrementTaskSpec SpecOf(IncrementSize size) =>
        new() { Base = size.Base, Digits = size.Digits, Order = DigitOrder.Simple };
}
