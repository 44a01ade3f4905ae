namespace RnnMemory.Paper;

/// <summary>The rule by which published numbers and claims get their verdicts; docs/verdict-rule.md explains it.</summary>
public sealed record VerdictRule
{
    /// <summary>The families over which spreads are pooled, each with its margin.</summary>
    public required IReadOnlyList<VerdictFamily> Families { get; init; }

    /// <summary>The scale on which each measured quantity is compared.</summary>
    public required IReadOnlyList<QuantityScale> Scales { get; init; }

    /// <summary>Confidence levels.</summary>
    public required ConfidenceLevels Confidence { get; init; }

    /// <summary>
    /// d0, the degrees of freedom that the pooled spread counts for: s̃² = (d0 s_pool² + (S − 1) s²) / (d0 + S − 1), with d0 + S − 1
    /// degrees of freedom.
    /// </summary>
    public required int PriorDegreesOfFreedom { get; init; }

    /// <summary>The families within which p-values are adjusted by Holm's method.</summary>
    public required IReadOnlyList<HolmFamily> Holm { get; init; }

    /// <summary>The least numbers of seeds and permutations.</summary>
    public required LeastCounts Least { get; init; }

    /// <summary>Draws of a Monte Carlo simulation of derived numbers.</summary>
    public required int MonteCarloDraws { get; init; }

    /// <summary>What words such as "much" and "almost always" mean in figures.</summary>
    public required IReadOnlyList<Threshold> Thresholds { get; init; }

    /// <summary>Where the methods come from.</summary>
    public required IReadOnlyList<RuleSource> Sources { get; init; }

    /// <summary>The family of image models with so many steps and that learning rate; null if the rule has none.</summary>
    public VerdictFamily? FamilyOf(int steps, double learningRate) =>
        Families.FirstOrDefault(family =>
            family.Steps == steps && family.LearningRate == learningRate && family.Quantity == PublishedQuantity.TestAccuracy);
}

/// <summary>Models whose spreads over seeds are pooled and that share a margin, or derived numbers that share a margin.</summary>
public sealed record VerdictFamily
{
    /// <summary>E.g. "28-steps@3e-05".</summary>
    public required string Id { get; init; }

    /// <summary>What the margin is for.</summary>
    public required PublishedQuantity Quantity { get; init; }

    /// <summary>T, the steps of a sequence.</summary>
    public required int Steps { get; init; }

    /// <summary>The learning rate; null for all.</summary>
    public required double? LearningRate { get; init; }

    /// <summary>
    /// δ in the quantity's own unit, such as a share, steps or percent: what differs by less is equivalent. Null where equivalence is not
    /// tested, since models of that family collapse.
    /// </summary>
    public required decimal? Margin { get; init; }

    /// <summary>Why the margin is what it is.</summary>
    public required string Why { get; init; }
}

/// <summary>The scale of a quantity.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Scale">Its scale.</param>
public sealed record QuantityScale(PublishedQuantity Quantity, Scale Scale);

/// <summary>The scale on which values are averaged and compared.</summary>
public enum Scale
{
    /// <summary>The value itself.</summary>
    Plain,

    /// <summary>log(p / (1 - p)).</summary>
    Logit,

    /// <summary>The natural logarithm.</summary>
    Log,
}

/// <summary>Confidence levels of the rule.</summary>
public sealed record ConfidenceLevels
{
    /// <summary>Two-sided, of the test for a difference.</summary>
    public required double Difference { get; init; }

    /// <summary>Of each of the two one-sided tests for equivalence.</summary>
    public required double Equivalence { get; init; }

    /// <summary>Two-sided, of intervals of shares and sizes.</summary>
    public required double Interval { get; init; }
}

/// <summary>P-values that are adjusted together.</summary>
/// <param name="Id">E.g. "table-3".</param>
/// <param name="Members">Which ones.</param>
public sealed record HolmFamily(string Id, string Members);

/// <summary>The least numbers with which a test can decide.</summary>
public sealed record LeastCounts
{
    /// <summary>Seeds of each arm for the exact permutation test over the nine increment cells: 9 / C(10, 5) = 0.036.</summary>
    public required int SeedsForNineCells { get; init; }

    /// <summary>
    /// Seeds of each arm for the exact permutation test over the 18 pairs of a permuted model and its base: 18 / C(12, 6) = 0.019.
    /// </summary>
    public required int SeedsForEighteenPairs { get; init; }

    /// <summary>Seeds for paired sign flips over nine cells: 9 / 2^8 = 0.035.</summary>
    public required int SeedsForSignFlips { get; init; }

    /// <summary>Permutations, one seed each, for a verdict on random permutations in general.</summary>
    public required int Permutations { get; init; }

    /// <summary>Runs of a cell that collapses, and seeds of a sorted set, for more than a description.</summary>
    public required int RunsOfCollapse { get; init; }
}

/// <summary>A word of the paper in figures, fixed before the runs.</summary>
public sealed record Threshold
{
    /// <summary>E.g. "much-ratio".</summary>
    public required string Id { get; init; }

    /// <summary>The figure.</summary>
    public required decimal Value { get; init; }

    /// <summary>Its unit.</summary>
    public required string Unit { get; init; }

    /// <summary>What it decides.</summary>
    public required string Meaning { get; init; }

    /// <summary>Ids of the claims that it decides on.</summary>
    public required IReadOnlyList<string> Claims { get; init; }
}

/// <summary>A source of the rule's methods.</summary>
/// <param name="Title">Authors and title.</param>
/// <param name="Identifier">DOI, arXiv number or year.</param>
/// <param name="For">What was taken from it.</param>
public sealed record RuleSource(string Title, string Identifier, string For);
