using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>One comparison, count or proof, with its figures.</summary>
public sealed record Finding
{
    /// <summary>What was compared or counted, e.g. "original@3e-05 - original-permuted-0@3e-05".</summary>
    public required string What { get; init; }

    /// <summary>The estimate; null if data are missing or there is no number.</summary>
    public double? Estimate { get; init; }

    /// <summary>Its confidence interval, two-sided; null if there is none.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The unit of both, e.g. "logit", "points", "steps".</summary>
    public string Unit { get; init; } = "";

    /// <summary>The test, e.g. "moderated t, 8 degrees of freedom".</summary>
    public string Test { get; init; } = "";

    /// <summary>The p-value of the test; null if there is none.</summary>
    public double? P { get; init; }

    /// <summary>
    /// The p-value of the opposite direction, where <see cref="P"/> is that of a one-sided test; it is adjusted likewise.
    /// </summary>
    public double? Opposite { get; init; }

    /// <summary><see cref="P"/> adjusted by Holm's method within its family.</summary>
    public double? Adjusted { get; init; }

    /// <summary>
    /// What the shown side is, decided with <see cref="Adjusted"/>; for a count or a proof it is above zero if the statement holds.
    /// </summary>
    public Side Side { get; init; }

    /// <summary>Whether the verdict follows from it; otherwise it stands beside.</summary>
    public bool Decides { get; init; } = true;

    /// <summary>Whether it only describes: a share or a variance that no claim gives a direction, so it has no side.</summary>
    public bool Describes { get; init; }

    /// <summary>Whether the claim gives it no direction and only asks whether its sign is that of another finding.</summary>
    public bool AsksSign { get; init; }

    /// <summary>What is missing, e.g. "needs 5 seeds of 2x32/gru/simple: have seed 0"; null if nothing is.</summary>
    public string? Missing { get; init; }

    /// <summary>What a reader should know; null if nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The compared values of each model by seed, where runs are compared one by one; else empty.</summary>
    public IReadOnlyList<(string Model, IReadOnlyList<(long Seed, double Value)> Values)> Values { get; init; } = [];

    /// <summary>Ids of the runs that it was made from.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>
    /// Whether <see cref="Side"/> already follows from a condition of its own, such as "the interval lies inside 0.02 to 0.1". Then an open
    /// side stays open, even if the interval excludes zero.
    /// </summary>
    internal bool IsDecided { get; init; }

    /// <summary>Whether the interval must exclude zero beside a significant p-value, as that of a t-test does.</summary>
    internal bool NeedsInterval { get; init; }

    /// <summary>The claimed size; null where only a direction is claimed.</summary>
    internal Interval? Stated { get; init; }

    /// <summary>The value of "no effect": 0, or 1 for a ratio.</summary>
    internal double Nothing { get; init; }

    /// <summary>
    /// The p-values that its test gives where no runs are missing: none, <see cref="P"/>, or <see cref="Opposite"/> too. They count in
    /// Holm's method even while runs are missing.
    /// </summary>
    internal TestSides Tests { get; init; }

    /// <summary>Parts of a claim whose p-values are adjusted apart; see <see cref="ClaimJudge"/>.</summary>
    internal string Part { get; init; } = "";

    /// <summary>
    /// The same comparison in two claims is one hypothesis, whose p-value counts once; two readings may give it other figures, and then
    /// there are two.
    /// </summary>
    internal string Hypothesis => FormattableString.Invariant($"{What}|{Unit}|{Test}|{Estimate:R}|{P:R}");

    /// <summary>The finding with its side, after its p-value was adjusted.</summary>
    /// <param name="level">The level of significance, e.g. 0.05.</param>
    internal Finding Decided(double level)
    {
        if (Describes || IsDecided || Side != Side.Open || Estimate is not { } estimate)
        {
            return this;
        }

        bool isSignificant = (Adjusted ?? P) is not { } p || p < level;
        if (Stated is { } stated)
        {
            return Interval is not { } size ? this : this with { Side = SideOf(size, stated, isSignificant) };
        }

        return this with
        {
            // One-sided tests decide by their two p-values. The interval beside a permutation test only says how large the difference is.
            Side = Opposite is { } opposite
                ? isSignificant && estimate > 0 && !(NeedsInterval && Interval?.Low <= 0) ? Side.Above
                : opposite < level && estimate < 0 && !(NeedsInterval && Interval?.High >= 0) ? Side.Below
                : Side.Open
                : isSignificant && Interval?.Low > 0 ? Side.Above
                : isSignificant && Interval?.High < 0 ? Side.Below
                : Side.Open,
        };
    }

    // A stated size is met by an interval that contains a part of it and excludes "no effect". It is excluded by one that lies outside.
    private Side SideOf(Interval size, Interval stated, bool isSignificant) =>
        size.High < Nothing || (isSignificant && (size.High < stated.Low || size.Low > stated.High)) ? Side.Below
        : size.Low > Nothing && size.High >= stated.Low && size.Low <= stated.High ? Side.Above
        : Side.Open;

    /// <summary>A statement that code, counts or the printed tables show to hold or not to hold.</summary>
    internal static Finding Shown(string what, bool holds, string? note = null) =>
        new() { What = what, Side = holds ? Side.Above : Side.Below, Test = holds ? "holds" : "does not hold", Note = note };
}
