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
public sealed record Curve(string Label, int Color, int Dash, IReadOnlyList<double> X, IReadOnlyList<double> Y);

/// <summary>A horizontal reference line.</summary>
/// <param name="Label">The text in the legend.</param>
/// <param name="Y">The ordinate of the line.</param>
public sealed record Baseline(string Label, double Y);
