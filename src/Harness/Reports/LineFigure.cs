namespace RnnMemory.Reports;

/// <summary>A figure of curves over a common x axis; drawn as PNG and SVG, and compared as its plotted data.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">Above the plot.</param>
/// <param name="XLabel">X axis, with its unit.</param>
/// <param name="YLabel">Y axis, with its unit.</param>
/// <param name="Curves">The curves, distinguished by colour and line style.</param>
/// <param name="Baselines">Horizontal reference lines.</param>
/// <param name="YFrom">Where the y axis starts; lower values are cut off. Null: at the lowest value.</param>
/// <param name="XFrom">Where the x axis starts. Null: at the lowest value.</param>
/// <param name="Logarithmic">Whether both axes are logarithmic, with ticks at powers of two; every value is then positive.</param>
public sealed record LineFigure(
    string Name,
    string Title,
    string XLabel,
    string YLabel,
    IReadOnlyList<Curve> Curves,
    IReadOnlyList<Baseline> Baselines,
    double? YFrom = null,
    double? XFrom = null,
    bool Logarithmic = false) : Figure(Name, Title);

/// <summary>One curve; a single point is drawn as a dot.</summary>
/// <param name="Label">The text in the legend.</param>
/// <param name="Color">Index into the palette: curves of one family share it.</param>
/// <param name="Dash">Index into the line styles: 0 is solid.</param>
/// <param name="X">Abscissae, ascending.</param>
/// <param name="Y">Ordinates, one for each abscissa.</param>
public sealed record Curve(string Label, int Color, int Dash, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The curves of the seeds whose mean this curve is; empty for the curve of one run. They are drawn as a band.</summary>
    public IReadOnlyList<SeedCurve> Seeds { get; init; } = [];

    /// <summary>The lowest ordinate of any seed at each abscissa; the curve itself if it is of one run.</summary>
    public IReadOnlyList<double> Lowest => Seeds.Count == 0 ? Y : [.. Y.Select((_, i) => Seeds.Min(seed => seed.Y[i]))];

    /// <summary>The highest ordinate of any seed at each abscissa; the curve itself if it is of one run.</summary>
    public IReadOnlyList<double> Highest => Seeds.Count == 0 ? Y : [.. Y.Select((_, i) => Seeds.Max(seed => seed.Y[i]))];

    /// <summary>
    /// The curve of one run, or the mean of the curves of several seeds where all of them have a point: a run that diverged ends the mean.
    /// </summary>
    /// <param name="runs">Curves of runs that differ only in their seed; at least one. The first gives the look.</param>
    public static Curve OfSeeds(IReadOnlyList<(long Seed, Curve Curve)> runs)
    {
        if (runs is [var only])
        {
            return only.Curve;
        }

        Dictionary<double, double>[] points = [.. runs.Select(run => run.Curve.X.Zip(run.Curve.Y).ToDictionary())];
        double[] shared = [.. runs[0].Curve.X.Where(x => points.All(curve => curve.ContainsKey(x)))];
        return runs[0].Curve with
        {
            X = shared,
            Y = [.. shared.Select(x => Aggregates.Mean([.. points.Select(curve => curve[x])])!.Value)],
            Seeds = [.. runs.Zip(points, (run, curve) => new SeedCurve(run.Seed, [.. shared.Select(x => curve[x])]))],
        };
    }
}

/// <summary>The curve of one seed behind a mean.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Y">Ordinates, one for each abscissa of the mean.</param>
public sealed record SeedCurve(long Seed, IReadOnlyList<double> Y);

/// <summary>A horizontal reference line.</summary>
/// <param name="Label">The text in the legend.</param>
/// <param name="Y">The ordinate of the line.</param>
public sealed record Baseline(string Label, double Y);
