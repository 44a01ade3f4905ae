using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using RnnMemory.Paper.Statistics;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>The variance between groups, apart from the variance of single values within them.</summary>
/// <param name="Between">The component of groups, 0 if the groups' means differ by less than chance.</param>
/// <param name="Interval">Its interval, after Williams (1962).</param>
/// <param name="Within">The residual variance of single values.</param>
/// <param name="WithinInterval">Its interval, by chi-square.</param>
internal sealed record VarianceComponent(double Between, Interval Interval, double Within, Interval WithinInterval)
{
    /// <summary>The component of columns that groups are crossed with; 0 if there are none or they differ by less than chance.</summary>
    public double Columns { get; private init; }

    /// <summary>The groups' share of the variance of a single value.</summary>
    public double Share => Between / (Between + Columns + Within);

    /// <summary>
    /// Groups crossed with columns, such as permutations with seeds, each cell with one value: a two-way analysis of variance. What a
    /// column adds to all groups is a component of its own.
    /// </summary>
    /// <param name="groups">For each group a value of each column; at least two of both.</param>
    /// <param name="confidence">E.g. 0.95.</param>
    public static VarianceComponent Crossed(IReadOnlyList<IReadOnlyList<double>> groups, double confidence)
    {
        int rows = groups.Count, columns = groups[0].Count;
        double all = groups.SelectMany(group => group).Average();
        double[] means = [.. groups.Select(group => group.Average())];
        double[] columnMeans = [.. Enumerable.Range(0, columns).Select(column => groups.Average(group => group[column]))];
        double residual = groups.Index().Sum(group => group.Item.Index()
            .Sum(cell => Square(cell.Item - means[group.Index] - columnMeans[cell.Index] + all)));
        double ofColumns = rows * columnMeans.Sum(mean => Square(mean - all)) / (columns - 1);
        VarianceComponent component =
            Of(columns * means.Sum(mean => Square(mean - all)), rows - 1, residual, (rows - 1) * (columns - 1), columns, confidence);
        return component with { Columns = Math.Max(0, (ofColumns - component.Within) / rows) };
    }

    /// <summary>Groups of values that have nothing else in common.</summary>
    /// <param name="groups">At least two groups, one of which has two values.</param>
    /// <param name="confidence">E.g. 0.95.</param>
    public static VarianceComponent Nested(IReadOnlyList<IReadOnlyList<double>> groups, double confidence)
    {
        int count = groups.Sum(group => group.Count);
        double all = groups.SelectMany(group => group).Average();
        double between = groups.Sum(group => group.Count * Square(group.Average() - all));
        double within = groups.Where(group => group.Count > 1).Sum(group => (group.Count - 1) * group.Variance());
        double size = (count - (groups.Sum(group => (double)group.Count * group.Count) / count)) / (groups.Count - 1);
        return Of(between, groups.Count - 1, within, count - groups.Count, size, confidence);
    }

    private static VarianceComponent Of(double between, int freedom, double within, int withinFreedom, double size, double confidence)
    {
        double tail = (1 - confidence) / 2;
        double meanBetween = between / freedom, meanWithin = within / withinFreedom;
        double ratio = meanBetween / meanWithin;
        double low = between / (size * ChiSquared.InvCDF(freedom,
            1 - tail)) * (1 - (FisherSnedecor.InvCDF(freedom, withinFreedom, 1 - tail) / ratio));
        double high = between / (size * ChiSquared.InvCDF(freedom,
            tail)) * (1 - (FisherSnedecor.InvCDF(freedom, withinFreedom, tail) / ratio));
        return new(
            Math.Max(0, (meanBetween - meanWithin) / size),
            new Interval(Math.Max(0, low), Math.Max(0, high)),
            meanWithin,
            new Interval(within / ChiSquared.InvCDF(withinFreedom, 1 - tail), within / ChiSquared.InvCDF(withinFreedom, tail)));
    }

    private static double Square(double value) => value * value;
}
