using System.Collections.Concurrent;
using MathNet.Numerics.Statistics;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>The estimates of numbers that are measured: those of Table 3, and the means of the rows of Table 2.</summary>
/// <param name="estimates">Of single models.</param>
/// <param name="variates">For draws.</param>
internal sealed class NumberEstimates(Estimates estimates, StudentVariates variates)
{
    /// <summary>For draws of what further runs could give.</summary>
    public StudentVariates Variates => variates;

    /// <summary>Plain draws of measured numbers by their ids, made once; see <see cref="DerivedDraws"/>.</summary>
    public ConcurrentDictionary<string, double[]> Draws { get; } = [];

    public NumberEstimate Of(PublishedNumber number) =>
        number.Formula == Formula.Mean ? OfRow(number) : OfModel(estimates.Of(number.Model!, number.Quantity));

    private static NumberEstimate OfModel(ModelEstimate model) => new()
    {
        Scale = model.Scale,
        Seeds = model.Seeds,
        Deviation = model.Deviation,
        Missing = model.Missing,
        Predictive = model.Missing is null ? model.Predictive : null,
        Moderated = model.Missing is null ? Math.Sqrt(model.Moderated!.Value.Variance) : null,
        FamilyFreedom = model.FamilyFreedom,
    };

    // With the same seeds everywhere se is √(Σ s̃²) √(1 + 1/S) / n with S + 3 degrees of freedom. Where a model lacks seeds, its own S
    // counts for its part, and the least S for the degrees of freedom.
    private NumberEstimate OfRow(PublishedNumber number)
    {
        ModelEstimate[] models = [.. Row(number)];
        SeedValue[] seeds = [.. SeedMeans(models)];
        Scale scale = models[0].Scale;
        if (models.Select(model => model.Missing).FirstOrDefault(missing => missing is not null) is { } reason)
        {
            return new NumberEstimate { Scale = scale, Seeds = seeds, Missing = reason };
        }

        double errors = Math.Sqrt(models.Sum(model => model.Predictive.StandardError * model.Predictive.StandardError));
        return new NumberEstimate
        {
            Scale = scale,
            Seeds = seeds,
            Deviation = seeds.Length > 1 ? seeds.Select(seed => seed.Value).StandardDeviation() : null,
            Moderated = Math.Sqrt(models.Sum(model => model.Moderated!.Value.Variance)) / models.Length,
            Predictive = new StudentEstimate(
                models.Select(model => model.Mean).Mean(), errors / models.Length, models.Min(model => model.Moderated!.Value.Freedom)),
            FamilyFreedom = models.Min(model => model.FamilyFreedom),
        };
    }

    /// <summary>The models of a row of Table 2.</summary>
    public IEnumerable<ModelEstimate> Row(PublishedNumber number) =>
        estimates.ModelsOf(number.Model!.Representation).Select(model => estimates.Of(model, PublishedQuantity.Latency));

    private static IEnumerable<SeedValue> SeedMeans(ModelEstimate[] models) =>
        from seed in models.SelectMany(model => model.Seeds).GroupBy(seed => seed.Seed)
        where seed.Count() == models.Length
        orderby seed.Key
        select new SeedValue(seed.Key, seed.Select(value => value.Value).Mean(), [.. seed.SelectMany(value => value.Runs)]);
}
