using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Differences and functions of models' means, with moderated spreads (docs/verdict-rule.md, step 2).</summary>
/// <param name="evidence">The runs and the rule.</param>
/// <param name="measure">What is compared.</param>
internal sealed class ImageContrast(ClaimEvidence evidence, ImageMeasure measure)
{
    private const double Step = 1e-5;

    // Every model of a comparison asks for the spread of its family.
    private readonly Dictionary<(int Steps, double Rate), Spread?> pools = [];

    /// <summary>The mean over some models less the mean over others: estimate, interval and p-value by the moderated t.</summary>
    /// <param name="first">Models, at least one.</param>
    /// <param name="second">Models, at least one.</param>
    /// <param name="what">What is compared; the models' names by default.</param>
    public Finding Difference(IReadOnlyList<ImageModel> first, IReadOnlyList<ImageModel> second, string? what = null) => Function(
        what ?? $"{Names(first)} - {Names(second)}",
        [.. first, .. second],
        places => places.Take(first.Count).Average() - places.Skip(first.Count).Average(),
        measure.Unit) with
    {
        Note = PlainNote(first, second),
    };

    /// <summary>
    /// A function of the models' means: its interval follows from their standard errors and the function's slopes, with the least
    /// degrees of freedom of all.
    /// </summary>
    /// <param name="what">What is estimated.</param>
    /// <param name="models">The models.</param>
    /// <param name="function">Of the models' means on the scale of the measure.</param>
    /// <param name="unit">The unit of its value.</param>
    public Finding Function(string what, IReadOnlyList<ImageModel> models, Func<double[], double> function, string unit)
    {
        string[] runs = [.. models.SelectMany(evidence.Runs).Select(run => run.Run)];
        Finding named = new() { What = what, Unit = unit, Runs = runs, Test = $"moderated t on {measure.Name}", Tests = TestSides.One };
        if (models.Select(MissingOf).FirstOrDefault(missing => missing is not null) is { } missing)
        {
            return named with { Missing = missing, Estimate = models.All(model => Values(model).Length > 0) ? Estimate() : null };
        }

        double[] places = Places();
        double variance = 0;
        double freedom = double.PositiveInfinity;
        int family = int.MaxValue;
        foreach ((int at, ImageModel model) in models.Index())
        {
            double[] values = Values(model);
            Spread pool = PoolOf(model)!.Value;
            Spread spread = pool.Moderated(values, evidence.Rule.PriorDegreesOfFreedom);
            family = Math.Min(family, pool.Freedom);
            double slope = Slope(places, at);
            variance += slope * slope * spread.Variance / values.Length;
            freedom = Math.Min(freedom, spread.Freedom);
        }

        StudentEstimate estimate = new(function(places), Math.Sqrt(variance), freedom);
        return named with
        {
            Estimate = estimate.Value,
            Interval = estimate.Interval(evidence.Rule.Confidence.Interval),
            P = estimate.TwoSided,
            Test = FormattableString.Invariant($"{named.Test}, {freedom} degrees of freedom{OfFamily(family)}"),
        };

        // A spread that few runs gave counts for more than it is worth.
        string OfFamily(int given) => given >= evidence.Rule.PriorDegreesOfFreedom ? "" : FormattableString.Invariant(
            $", although the runs of a family give its spread only {given}");

        double[] Places() => [.. models.Select(model => Values(model).Average())];

        double Estimate() => function(Places());

        double Slope(double[] at, int index)
        {
            double[] up = [.. at], down = [.. at];
            (up[index], down[index]) = (at[index] + Step, at[index] - Step);
            return (function(up) - function(down)) / (2 * Step);
        }
    }

    /// <summary>
    /// Permutations in general: the mean of first less the means of second's permutations, by a t test over permutations; the spread of
    /// seeds of an unpermuted model is added.
    /// </summary>
    public Finding OverPermutations(IReadOnlyList<ImageModel> first, IReadOnlyList<ImageModel> second, string what)
    {
        Finding named = new()
        {
            What = what,
            Unit = measure.Unit,
            Test = $"t over permutations on {measure.Name}",
            Tests = TestSides.One,
            Runs = [.. first.Concat(second).SelectMany(evidence.Runs).Select(run => run.Run)],
        };
        (double Mean, double Variance, double Freedom)? one = Side(first), other = Side(second);
        if (one is null || other is null)
        {
            int least = evidence.Rule.Least.Permutations;
            int have = Math.Min(Permutations(first), Permutations(second));
            string missing = have < least
                ? $"needs {least} permutations of {what}: have {have}"
                : first.Concat(second).Select(MissingOf).OfType<string>().FirstOrDefault() ?? $"needs a run of {what}";
            return named with { Missing = missing };
        }

        StudentEstimate estimate = new(
            one.Value.Mean - other.Value.Mean, Math.Sqrt(one.Value.Variance + other.Value.Variance),
            Math.Min(one.Value.Freedom, other.Value.Freedom));
        return named with
        {
            Estimate = estimate.Value,
            Interval = estimate.Interval(evidence.Rule.Confidence.Interval),
            P = estimate.TwoSided,
            Test = FormattableString.Invariant($"{named.Test}, {estimate.Freedom} degrees of freedom"),
        };
    }

    /// <summary>The values of a model on the scale.</summary>
    public double[] Values(ImageModel model) => Values(evidence.Runs(model));

    // Null if something is missing. A model that permutes nothing has the spread of its seeds.
    private (double Mean, double Variance, double Freedom)? Side(IReadOnlyList<ImageModel> models)
    {
        ImageModel[] trained = [.. models.Where(model => Values(model).Length > 0)];
        if (trained is [{ Permutation: null } only])
        {
            double[] values = Values(only);
            return MissingOf(only) is not null || PoolOf(only) is not { } pool ? null : (
                values.Average(),
                pool.Moderated(values, evidence.Rule.PriorDegreesOfFreedom).Variance / values.Length,
                evidence.Rule.PriorDegreesOfFreedom + values.Length - 1);
        }

        if (trained.Length < evidence.Rule.Least.Permutations)
        {
            return null;
        }

        StudentEstimate mean = StudentEstimate.OfMean([.. trained.Select(model => Values(model).Average())]);
        return (mean.Value, mean.StandardError * mean.StandardError, mean.Freedom);
    }

    private int Permutations(IReadOnlyList<ImageModel> models) =>
        models is [{ Permutation: null }] ? int.MaxValue : models.Count(model => Values(model).Length > 0);

    private Spread? PoolOf(ImageModel like)
    {
        (int, double) family = (like.Steps, like.LearningRate);
        if (!pools.TryGetValue(family, out Spread? pool))
        {
            pools[family] = pool = Spread.Pooled(evidence.Pool(like).Select(Values));
        }

        return pool;
    }

    private double[] Values(IEnumerable<ImageObservation> runs) =>
        [.. runs.Select(measure.Value).OfType<double>().Select(value => measure.Scale.FromPlain(value))];

    private string? MissingOf(ImageModel model) =>
        Values(model).Length == 0
            ? evidence.Runs(model).Count == 0
                ? ClaimEvidence.Missing(model.Name, [], 1)
                : $"needs the measure \"{measure.Name}\" of {model.Name}"
        : evidence.MayCollapse(model) ? $"{model.Steps} steps at {model.Rate} may collapse: no spread"
        : PoolOf(model) is null
            ? $"needs 2 seeds of a model of {model.Steps} steps at {model.Rate}: have {ClaimEvidence.Seeds(evidence.Runs(model).Select(run => run.Seed))}"
        : null;

    private string? PlainNote(IReadOnlyList<ImageModel> first, IReadOnlyList<ImageModel> second)
    {
        if (measure.Scale == Scale.Plain || first.Concat(second).Any(model => Values(model).Length == 0))
        {
            return null;
        }

        double Plain(IReadOnlyList<ImageModel> models) =>
            models.Average(model => evidence.Runs(model).Average(run => measure.Value(run)!.Value));
        return FormattableString.Invariant($"{100 * (Plain(first) - Plain(second)):F2} points");
    }

    private static string Names(IReadOnlyList<ImageModel> models) =>
        models.Count == 1 ? models[0].Name : $"mean of {string.Join(", ", models.Select(model => model.Name))}";
}
