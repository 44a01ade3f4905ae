using MathNet.Numerics.Statistics;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Means and moderated spreads of models over their seeds (steps 1 and 2 of the rule).</summary>
/// <param name="ledger">What was registered.</param>
/// <param name="observations">Our runs.</param>
public sealed class Estimates(Ledger ledger, Observations observations)
{
    private readonly Dictionary<(string Family, PublishedQuantity Quantity), Spread?> pools = [];

    // The models of Table 3 with their families.
    private readonly IReadOnlyList<(PublishedModel Model, string Family)> published =
    [
        .. from number in ledger.Numbers
           where number.Endpoint == Endpoint.Primary && number.Quantity == PublishedQuantity.TestAccuracy
           select (number.Model!, number.Family!),
    ];

    /// <summary>The models of Table 3 with that representation, in the table's order.</summary>
    public IReadOnlyList<PublishedModel> ModelsOf(string representation) =>
        [.. published.Where(entry => entry.Model.Representation == representation).Select(entry => entry.Model)];

    /// <summary>
    /// The estimate of a quantity of a model. The spread is pooled over the paper's models of the same number of steps and the same
    /// learning rate, whichever further models were trained; for latencies, too.
    /// </summary>
    /// <param name="model">A model of Table 3, or another permutation of one.</param>
    /// <param name="quantity">A quantity of Tables 2 and 3.</param>
    public ModelEstimate Of(PublishedModel model, PublishedQuantity quantity)
    {
        Scale scale = ledger.Rule.ScaleOf(quantity);
        SeedValue[] seeds = [.. Values(model, quantity)];
        double[] places = [.. seeds.Select(seed => scale.FromPlain(seed.Value))];
        string family = published.First(entry =>
            entry.Model.Representation == model.Representation && entry.Model.LearningRate == model.LearningRate).Family;
        Spread? pool = Pool(family, quantity);
        bool hasScale = places.Length > 0 && places.All(double.IsFinite);
        return new ModelEstimate
        {
            Model = model,
            Family = family,
            Scale = scale,
            Seeds = seeds,
            Places = places,
            Mean = hasScale ? places.Mean() : double.NaN,
            Deviation = hasScale && places.Length > 1 ? Math.Sqrt(places.Variance()) : null,
            Moderated = hasScale ? pool?.Moderated(places, ledger.Rule.PriorDegreesOfFreedom) : null,
            FamilyFreedom = pool?.Freedom ?? 0,
        };
    }

    private Spread? Pool(string family, PublishedQuantity quantity)
    {
        if (!pools.TryGetValue((family, quantity), out Spread? pool))
        {
            Scale scale = ledger.Rule.ScaleOf(quantity);
            IEnumerable<double[]> places =
                from entry in published
                where entry.Family == family
                select Values(entry.Model, quantity).Select(seed => scale.FromPlain(seed.Value)).ToArray();
            pools[(family, quantity)] = pool = Spread.Pooled(places.Where(values => values.All(double.IsFinite)));
        }

        return pool;
    }

    private IEnumerable<SeedValue> Values(PublishedModel model, PublishedQuantity quantity) =>
        from run in observations.Of(model)
        let value = run.ValueOf(quantity)
        where value is not null
        select new SeedValue(run.Seed, value.Value, [run.Run]);
}
