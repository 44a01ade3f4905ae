namespace RnnMemory.Paper;

/// <summary>A number that the paper prints, or that its printed numbers give directly: the mean of a row of Table 2.</summary>
public sealed record PublishedNumber
{
    /// <summary>
    /// E.g. "T3/transposed-permuted-2@3e-05/vacc", "T2/original/1", "T2/original/mean", "T4/flattened/loss", "T1/flattened",
    /// "TEXT/3.2/latency-gap".
    /// </summary>
    public required string Id { get; init; }

    /// <summary>E.g. "Table 3, row 1" or "section 3.2".</summary>
    public required string Where { get; init; }

    /// <summary>The number as printed, e.g. "0.980", "4-5", "several".</summary>
    public required string Printed { get; init; }

    /// <summary>Its value; null where the paper has words or a picture.</summary>
    public decimal? Value { get; init; }

    /// <summary>The upper end where the paper prints a range, e.g. 5 for "4-5".</summary>
    public decimal? Upper { get; init; }

    /// <summary>
    /// The unit of the last printed digit: the number stands for everything within half of it. Null if the number is exact.
    /// </summary>
    public decimal? LastDigit { get; init; }

    /// <summary>E.g. "share of test images", "steps", "percent".</summary>
    public required string Unit { get; init; }

    /// <summary>What is counted or measured.</summary>
    public required PublishedQuantity Quantity { get; init; }

    /// <summary>How the paper measured it.</summary>
    public required string Protocol { get; init; }

    /// <summary>How the measured model was chosen.</summary>
    public PublishedSelection Selection { get; init; }

    /// <summary>Its weight in the rule.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>How it gets its verdict.</summary>
    public required VerdictMethod Method { get; init; }

    /// <summary>Id of the rule's family, which has its margin and over which its spread is pooled; null where neither applies.</summary>
    public string? Family { get; init; }

    /// <summary>Id of the Holm family in which its p-value is adjusted; null if it is not tested.</summary>
    public string? Holm { get; init; }

    /// <summary>The model or models it was measured on; null if on none.</summary>
    public PublishedModel? Model { get; init; }

    /// <summary>How it follows from other numbers; null if it follows from none.</summary>
    public Formula? Formula { get; init; }

    /// <summary>Ids of the numbers that it follows from, in the formula's order.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>The value that the printed tables give where the paper's text has another; null if there is none.</summary>
    public CorrectedNumber? Corrected { get; init; }

    /// <summary>
    /// The key in paper.json that must have this value, or so many entries, or among its entries <see cref="SettingValue"/>; null if it is
    /// no setting.
    /// </summary>
    public string? Setting { get; init; }

    /// <summary>The setting's value where it is not <see cref="Value"/>, e.g. "2x32".</summary>
    public string? SettingValue { get; init; }

    /// <summary>
    /// Ids of the assumptions that a number of a table leans on; those of the text lean on their claims', see
    /// <see cref="Ledger.AssumptionsOf"/>.
    /// </summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Ids of the claims that rest on it.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>For a number of the text: at most twelve of the paper's words around it.</summary>
    public string? Quotation { get; init; }

    /// <summary>What a reader should know about it; null if nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>The models that a number was measured on.</summary>
/// <param name="Representation">Name of the representation.</param>
/// <param name="Permutation">Index of the permutation; null if nothing is permuted or the paper does not say which.</param>
/// <param name="LearningRate">The learning rate; null if the paper does not say which.</param>
public sealed record PublishedModel(string Representation, int? Permutation, double? LearningRate);

/// <summary>A number recomputed from the printed tables.</summary>
/// <param name="Value">The value that the printed digits give.</param>
/// <param name="Low">The least value that unrounded table entries could give; null if not worked out.</param>
/// <param name="High">The largest one.</param>
public sealed record CorrectedNumber(decimal Value, decimal? Low, decimal? High);

/// <summary>What a published number counts or measures.</summary>
public enum PublishedQuantity
{
    /// <summary>A size, count or constant of the set-up.</summary>
    SetUp,

    /// <summary>"vacc".</summary>
    TestAccuracy,

    /// <summary>"acc".</summary>
    TrainingAccuracy,

    /// <summary>"vloss".</summary>
    TestLoss,

    /// <summary>"loss".</summary>
    TrainingLoss,

    /// <summary>The epoch with the highest test accuracy.</summary>
    BestEpoch,

    /// <summary>Mean steps until the answer no longer changes.</summary>
    Latency,

    /// <summary>Difference of two mean latencies.</summary>
    LatencyGap,

    /// <summary>Decrease of accuracy in percent of the base's accuracy.</summary>
    RelativeDecrease,

    /// <summary>Decrease of accuracy in percentage points.</summary>
    PointDecrease,

    /// <summary>Ratio of two numbers of wrong answers.</summary>
    ErrorRatio,

    /// <summary>An epoch that the text names.</summary>
    Epoch,

    /// <summary>A time.</summary>
    Duration,

    /// <summary>A result of others.</summary>
    Cited,

    /// <summary>A picture, from which no number can be read.</summary>
    Picture,
}

/// <summary>How the model behind a number was chosen.</summary>
public enum PublishedSelection
{
    /// <summary>Nothing was chosen.</summary>
    None,

    /// <summary>The epoch with the highest test accuracy, chosen on the test images (assumption B9).</summary>
    BestEpoch,

    /// <summary>The same, and the learning rate and permutation with the highest of these (assumption C12).</summary>
    BestOfAll,

    /// <summary>The last epoch (assumption D3).</summary>
    LastEpoch,
}

/// <summary>The weight of a number in the rule: no deviation is counted twice.</summary>
public enum Endpoint
{
    /// <summary>Decides.</summary>
    Primary,

    /// <summary>Reported beside a primary one.</summary>
    Secondary,

    /// <summary>A function of primary ones.</summary>
    Derived,

    /// <summary>Describes the set-up, or is no result of this paper.</summary>
    Stated,
}

/// <summary>How a number gets its verdict; see docs/verdict-rule.md.</summary>
public enum VerdictMethod
{
    /// <summary>Both questions: is ours different, is it equivalent within the margin.</summary>
    Equivalence,

    /// <summary>Only whether ours is different: no margin is registered.</summary>
    Difference,

    /// <summary>The rules for cells that collapse.</summary>
    Collapse,

    /// <summary>Simulation of the members, then the formula.</summary>
    Derived,

    /// <summary>Distance of sorted sets, descriptive with few seeds.</summary>
    SortedSet,

    /// <summary>The setting in paper.json must have the value.</summary>
    Setting,

    /// <summary>It repeats a number, whose verdict it has.</summary>
    Repeated,

    /// <summary>The verdicts of its claims are its verdict.</summary>
    ByClaim,

    /// <summary>A test of the code or of the data shows it.</summary>
    Proved,

    /// <summary>Not measurable.</summary>
    NotMeasurable,
}

/// <summary>How a number follows from others.</summary>
public enum Formula
{
    /// <summary>The mean of all.</summary>
    Mean,

    /// <summary>The largest.</summary>
    Best,

    /// <summary>The number itself.</summary>
    Same,

    /// <summary>100 (first - second) / first.</summary>
    RelativeDecrease,

    /// <summary>100 (first - second).</summary>
    PointDecrease,

    /// <summary>(1 - second) / (1 - first).</summary>
    ErrorRatio,

    /// <summary>first - second.</summary>
    Difference,
}
