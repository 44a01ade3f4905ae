using System.Globalization;
using System.Text.RegularExpressions;
using RnnMemory.Reports.Page.Charts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>A table or figure of an experiment, with the runs behind it and the command that makes it again.</summary>
internal sealed partial record ExhibitView
{
    /// <summary>HTML id, e.g. "increment-figure5".</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>chart, table or pictures.</summary>
    public required string Kind { get; init; }

    /// <summary>The numbers: of a table, or behind a chart; none of pictures.</summary>
    public required IReadOnlyList<TableView> Tables { get; init; }

    /// <summary>The axis of a chart's values; empty of all else.</summary>
    public required string YLabel { get; init; }

    /// <summary>The curves of a chart; empty of all else.</summary>
    public required IReadOnlyList<LegendView> Legend { get; init; }

    /// <summary>The drawing that stands without a script; empty of a table.</summary>
    public required string Svg { get; init; }

    /// <summary>What the pictures show; empty of all else.</summary>
    public required string Caption { get; init; }

    /// <summary>The CSV file beside the page.</summary>
    public required string Csv { get; init; }

    /// <summary>The command that makes it again from the record; empty where it would also train runs that are not recorded.</summary>
    public required string Command { get; init; }

    public required RunList Runs { get; init; }

    public static ExhibitView Of(PageReport report, Exhibit exhibit, PageInput input) => new()
    {
        Id = IdOf(report, exhibit),
        Title = exhibit.Title,
        Kind = exhibit switch { Table => "table", LineFigure => "chart", _ => "pictures" },
        Tables = exhibit switch
        {
            Table table => [TableView.Of(table)],
            LineFigure lines => [ChartValues.Table(lines)],
            _ => [],
        },
        YLabel = exhibit is LineFigure chart ? chart.YLabel : "",
        Legend = exhibit is LineFigure drawn
            ? [.. drawn.Curves.Select(curve => new LegendView(ChartValues.LabelOf(curve), curve.Color, curve.Dash))]
            : [],
        Svg = exhibit switch
        {
            LineFigure lines => ChartSvg.Of(lines),
            ImageGrid grid => PictureSvg.Of(grid),
            _ => "",
        },
        Caption = exhibit is ImageGrid pictures ? pictures.Caption : "",
        Csv = PageTables.CsvName(report, exhibit),
        Command = report.Command,
        Runs = RunList.Of(report.Runs[exhibit.Name], input),
    };

    /// <summary>The HTML id of an exhibit.</summary>
    public static string IdOf(PageReport report, Exhibit exhibit) => $"{report.Report.Name}-{exhibit.Name}".ToLowerInvariant();

    /// <summary>
    /// The table or figure of the paper that an exhibit belongs to, by its name: "Table2Models" to Table 2, "Figure5SecondHalf" to Figure 5;
    /// null if it is our own.
    /// </summary>
    public static (string Kind, int Number)? PlaceOf(Exhibit exhibit) => Place().Match(exhibit.Name) is { Success: true } place
        ? (place.Groups[1].Value, int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex(@"^(Table|Figure)(\d+)")]
    private static partial Regex Place();
}

/// <summary>A curve in a legend.</summary>
/// <param name="Label">Its text.</param>
/// <param name="Color">Index of its colour.</param>
/// <param name="Dash">Index of its line style.</param>
internal sealed record LegendView(string Label, int Color, int Dash);
