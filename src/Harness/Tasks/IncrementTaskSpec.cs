using System.Globalization;
using System.Text.Json.Serialization;
using RnnMemory.Basics;

namespace RnnMemory.Tasks;

/// <summary>How digits are presented to the network (assumption A4).</summary>
public enum DigitEncoding
{
    /// <summary>K inputs, one of them 1.</summary>
    OneHot,

    /// <summary>One input, d / (K − 1).</summary>
    Scalar,
}

/// <summary>In which order digits are presented (section 3.1).</summary>
public enum DigitOrder
{
    /// <summary>Lowest digit first.</summary>
    Simple,

    /// <summary>By one random permutation per seed: new[j] = old[p[j]] (Fig. 4, assumptions A7 and A8).</summary>
    Complicated,

    /// <summary>Highest digit first (assumption A8's structured permutation).</summary>
    Reversed,

    /// <summary>
    /// The permutation of <see cref="Complicated"/> with the lowest digit moved to the front; the others keep their order.
    /// </summary>
    ComplicatedLowestFirst,

    /// <summary>
    /// The permutation of <see cref="Complicated"/> with the lowest digit moved to the end; the others keep their order.
    /// </summary>
    ComplicatedLowestLast,
}

/// <summary>Properties of the orders of digits.</summary>
public static class DigitOrders
{
    /// <summary>Whether an order comes from a permutation that is drawn or given.</summary>
    public static bool IsPermuted(this DigitOrder order) =>
        order is DigitOrder.Complicated or DigitOrder.ComplicatedLowestFirst or DigitOrder.ComplicatedLowestLast;
}

/// <summary>The increment task of section 3.1 with the variants of the assumptions A2-A20.</summary>
public sealed record IncrementTaskSpec : TaskSpec
{
    /// <summary>The largest number of samples of a kind: the order of a fixed training set takes 4 bytes of memory for each.</summary>
    public const int MostSamples = 100_000_000;

    /// <summary>The largest number of minibatches in an epoch.</summary>
    public const int MostUpdates = 1_000_000_000;

    // A digit is kept in a byte.
    private const int MaximalBase = 256;

    /// <summary>K, the base of the numeral system; 2 to 256.</summary>
    public required int Base { get; init; }

    /// <summary>N, the number of digits; at least 1.</summary>
    public required int Digits { get; init; }

    /// <summary>The order of the digits.</summary>
    public required DigitOrder Order { get; init; }

    /// <summary>An explicit permutation p of 0..N-1 for the complicated order; null draws it from the seed.</summary>
    public IReadOnlyList<int>? Permutation { get; init; }

    /// <summary>
    /// i: the permutation is the one that a run with seed i draws, whatever the run's own seed; null: the one of the run's seed.
    /// </summary>
    public int? DrawnPermutation { get; init; }

    /// <summary>Minibatches in one epoch.</summary>
    public int UpdatesPerEpoch { get; init; } = 10_240;

    /// <summary>Probability of an "interesting" sample.</summary>
    public double InterestingProbability { get; init; } = 0.1;

    /// <summary>Whether T may be N, which gives K^N − 1 → 0 (assumption A16).</summary>
    public bool InterestingIncludesAll { get; init; } = true;

    /// <summary>Whether the number is presented twice (assumption A2). Once: N steps, target x + 1.</summary>
    public bool Doubled { get; init; } = true;

    /// <summary>Whether the network gets one more input, which is 1 in the second half (assumption A3).</summary>
    public bool PhaseMarker { get; init; }

    /// <summary>How digits are encoded (assumption A4).</summary>
    public DigitEncoding Encoding { get; init; } = DigitEncoding.OneHot;

    /// <summary>Whether only the second half is trained (assumption A5).</summary>
    public bool LossOnSecondHalf { get; init; }

    /// <summary>
    /// 0: fresh samples in every minibatch. Otherwise the size of a fixed training set, reshuffled each epoch (assumption A14). An epoch
    /// keeps its number of updates: it repeats a smaller set and leaves out a part of a larger one.
    /// </summary>
    public int FixedTrainingSet { get; init; }

    /// <summary>Hold-out size, and the largest K^N for which the hold-out is every number once.</summary>
    public int Holdout { get; init; } = 300_000;

    /// <summary>Number of hold-out numbers, the first ones, that a point of the curve uses (assumption A20).</summary>
    public int CurveHoldout { get; init; } = 10_000;

    /// <summary>
    /// Number of updates between curve points, besides <see cref="CurveAlsoAt"/>. 1 is the paper's literal "each minibatch".
    /// </summary>
    public int CurveEvery { get; init; } = 512;

    /// <summary>Further curve points.</summary>
    public IReadOnlyList<int> CurveAlsoAt { get; init; } = [0, 64, 128, 256];

    /// <summary>"generated": samples are drawn from the seed.</summary>
    [JsonIgnore]
    public override string DataHash => "generated";

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Metrics =>
        [IncrementMetrics.Digits, IncrementMetrics.SecondHalf, IncrementMetrics.Numbers, IncrementMetrics.Sequences];

    /// <inheritdoc/>
    /// <exception cref="UserError">A setting is impossible, or a fixed training set does not fill one minibatch.</exception>
    public override int? UpdatesOfEpoch(int batch)
    {
        Validate();
        Require(
            nameof(FixedTrainingSet), FixedTrainingSet == 0 || FixedTrainingSet >= batch, FixedTrainingSet,
            $"0 (fresh samples) or at least one minibatch of {batch} sequences");
        return UpdatesPerEpoch;
    }

    /// <inheritdoc/>
    public override ITask Open(long seed)
    {
        Validate();
        return new IncrementTask(this, seed);
    }

    /// <inheritdoc/>
    public override double StepsPerEpoch(int batch)
    {
        double answered = Holdout + ((double)UpdatesPerEpoch / CurveEvery * CurveHoldout);
        return (UpdatesPerEpoch + (AnsweredCost * answered / batch)) * Digits * (Doubled ? 2 : 1);
    }

    private void Validate()
    {
        Require(nameof(Base), Base is >= 2 and <= MaximalBase, Base, $"from 2 to {MaximalBase}");
        Require(nameof(Digits), Digits >= 1, Digits, "at least 1");
        Require(nameof(Digits), Digits <= IncrementSize.MostDigits, Digits, $"at most {IncrementSize.MostDigits}");
        Require(nameof(DrawnPermutation), DrawnPermutation is null or >= 0, DrawnPermutation ?? 0, "at least 0");
        Require(
            nameof(DrawnPermutation), DrawnPermutation is null || (Order.IsPermuted() && Permutation is null), DrawnPermutation ?? 0,
            "none where the order is simple or reversed, or the permutation is given");
        Require(nameof(UpdatesPerEpoch), UpdatesPerEpoch >= 1, UpdatesPerEpoch, "at least 1");
        Require(nameof(UpdatesPerEpoch), UpdatesPerEpoch <= MostUpdates, UpdatesPerEpoch, $"at most {MostUpdates}");
        Require(nameof(InterestingProbability), InterestingProbability is >= 0 and <= 1, InterestingProbability, "from 0 to 1");
        Require(nameof(FixedTrainingSet), FixedTrainingSet >= 0, FixedTrainingSet, "0 for fresh samples, or the number of sequences");
        Require(nameof(FixedTrainingSet), FixedTrainingSet <= MostSamples, FixedTrainingSet, $"at most {MostSamples} sequences");
        Require(nameof(Holdout), Holdout >= 1, Holdout, "at least 1");
        Require(nameof(Holdout), (long)Holdout * Digits <= Array.MaxLength, Holdout, $"at most {Array.MaxLength / Digits} numbers of {Digits} digits");
        Require(nameof(Holdout), Holdout <= MostSamples, Holdout, $"at most {MostSamples} numbers");
        Require(nameof(CurveHoldout), CurveHoldout >= 1, CurveHoldout, "at least 1");
        Require(nameof(CurveHoldout), CurveHoldout <= MostSamples, CurveHoldout, $"at most {MostSamples} numbers");
        Require(nameof(CurveEvery), CurveEvery >= 1, CurveEvery, "at least 1");
        Require(nameof(CurveAlsoAt), CurveAlsoAt.All(updates => updates >= 0), string.Join(", ", CurveAlsoAt), "numbers of updates from 0 on");
        Require(nameof(PhaseMarker), Doubled || !PhaseMarker, PhaseMarker, "false where Doubled is false: there is no second half to mark");
    }

    private static void Require(string key, bool holds, object value, string expected)
    {
        if (!holds)
        {
            throw new UserError(string.Create(CultureInfo.InvariantCulture, $"Increment task: {key} is {value}; expected {expected}."));
        }
    }
}
