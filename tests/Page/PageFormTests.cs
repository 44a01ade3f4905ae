using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RnnMemory.Basics;
using RnnMemory.Experiments.Page;
using RnnMemory.Files;
using RnnMemory.Reports;
using RnnMemory.Reports.Page;
using RnnMemory.Reports.Snapshots;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The page is one file that stands alone, and a text that readers of every kind can follow.</summary>
public sealed partial class PageFormTests
{
    private const int LargestPage = 5_000_000;

    private static XElement Page => RecordedPages.Parsed;

    public static TheoryData<string> CommittedFiles => [ReportPage.HtmlFile, ReportPage.MarkdownFile];

    [Theory]
    [MemberData(nameof(CommittedFiles))]
    public void Committed_copy_is_what_the_record_gives(string file)
    {
        string path = Path.Combine(RepositoryRoot.Find(), ReportPage.CommittedFolder, file);
        string committed = File.Exists(path) ? TextFile.ToLf(File.ReadAllText(path)) : "";
        string made = ReportPage.Committed(RecordedPages.Input, RecordedPage.Sections()).Single(each => each.Path == file).Text;

        Assert.True(
            committed == made,
            $"{ReportPage.CommittedFolder}/{file} is not what the record gives; `{Launcher.Here("documents")}` writes it. {FirstDifference.Describe(committed, made)}");
    }

    [Fact]
    public void Links_lead_to_something_on_the_page()
    {
        HashSet<string> ids = [.. Page.Descendants().Attributes("id").Select(id => id.Value)];
        string[] links = [.. Page.Descendants("a").Select(link => link.Attribute("href")!.Value)];

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            link[0] == '#' ? ids.Contains(link[1..]) : link.StartsWith("https://", StringComparison.Ordinal), link));
    }

    [Fact]
    public void Ids_are_unique_and_every_number_claim_and_assumption_has_one()
    {
        string[] ids = [.. Page.Descendants().Attributes("id").Select(id => id.Value)];

        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(RecordedPages.Input.Ledger.Numbers.Select(number => number.Id)
            .Concat(RecordedPages.Input.Ledger.Claims.Select(claim => claim.Id))
            .Concat(RecordedPages.Input.Ledger.Assumptions.Select(assumption => assumption.Id)).Except(ids));
    }

    [Fact]
    public void Nothing_is_asked_for_from_anywhere()
    {
        Assert.All(
            Page.Descendants().Where(element => element.Name != "a").Attributes()
                .Where(attribute => attribute.Name.LocalName is "src" or "href" or "srcset" or "data" or "action" or "poster"),
            attribute => Assert.StartsWith("data:", attribute.Value));
        Assert.DoesNotMatch(@"@import|url\(", PageTemplates.Text("page.css"));
        Assert.All(new[] { "page.js", "charts.js" }, script =>
            Assert.DoesNotMatch(@"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|eval)\b", PageTemplates.Text(script)));
    }

    [Fact]
    public void Page_is_small() => Assert.InRange(Encoding.UTF8.GetByteCount(RecordedPages.Html), 100_000, LargestPage);

    [Fact]
    public void Page_names_no_machine_and_no_folder_of_one() =>
        Assert.DoesNotContain(RepositoryRoot.Find(), RecordedPages.Html);

    [Fact]
    public void Page_is_the_same_when_it_is_made_again() =>
        Assert.Equal(RecordedPages.Html, ReportPage.Html(RecordedPages.Input, RecordedPage.Sections()));

    [Fact]
    public void Headings_leave_out_no_level()
    {
        int[] levels = [.. Page.Descendants().Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0')];

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.InRange(pair.Second, 1, pair.First + 1));
    }

    [Fact]
    public void Tables_scroll_in_a_named_region_and_name_their_columns()
    {
        Assert.All(Page.Descendants("table"), table =>
        {
            XElement region = table.Ancestors("div").First();
            Assert.Equal(("scroll", "0", "region"), (region.Attribute("class")?.Value, region.Attribute("tabindex")?.Value, region.Attribute("role")?.Value));
            Assert.NotEqual("", region.Attribute("aria-label")?.Value ?? "");
            Assert.All(table.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));
            Assert.All(table.Elements("tbody").Elements("tr"), row => Assert.Equal(table.Descendants("thead").Descendants("th").Count(), row.Elements().Count()));
        });
        Assert.All(Page.Descendants("table").Where(table => table.Ancestors().All(outer => outer.Attribute("class")?.Value.Contains("prose") != true)),
            table => Assert.NotEqual("", table.Element("caption")?.TextOf() ?? ""));
    }

    [Fact]
    public void Verdicts_are_words_not_only_colours()
    {
        XElement[] marks = [.. Page.Descendants("span").Where(span => span.Attribute("class")?.Value.StartsWith("verdict ", StringComparison.Ordinal) == true)];

        Assert.NotEmpty(marks);
        Assert.All(marks, mark => Assert.Matches("^. [a-z]", mark.TextOf()));
    }

    [Fact]
    public void Every_chart_has_its_values_a_drawing_and_a_table()
    {
        using JsonDocument data = JsonDocument.Parse(Data().Match(RecordedPages.Html).Groups[1].Value);
        XElement[] charts = [.. Page.Descendants("figure").Where(figure => figure.Attribute("data-chart") is not null)];
        LineFigure[] figures = [.. RecordedPages.Input.Reports.SelectMany(report => report.Report.Figures).OfType<LineFigure>()];

        Assert.Equal(figures.Length, charts.Length);
        Assert.All(charts, chart =>
        {
            JsonElement values = data.RootElement.GetProperty(chart.Attribute("data-chart")!.Value);
            LineFigure figure = figures.Single(each => each.Title == values.GetProperty("title").GetString() && each.YLabel == values.GetProperty("yLabel").GetString());
            Assert.Equal(figure.Curves.Select(curve => curve.Label), values.GetProperty("curves").EnumerateArray().Select(curve => curve.GetProperty("label").GetString()));
            Assert.All(figure.Curves.Zip(values.GetProperty("curves").EnumerateArray()), pair => Assert.All(
                pair.First.Y.Zip(pair.Second.GetProperty("y").EnumerateArray()),
                point => Assert.Equal(point.First, point.Second.GetDouble(), 1e-5 * Math.Max(1, Math.Abs(point.First)))));
            Assert.Equal(figure.Curves.Count, chart.WithClass("plot")!.Descendants("path").Count(path => path.Attribute("class")?.Value.StartsWith("curve ", StringComparison.Ordinal) == true));
            Assert.Equal(figure.Curves.SelectMany(curve => curve.X).Distinct().Count(), chart.Descendants("tbody").Single().Elements("tr").Count());
        });
    }

    [Fact]
    public void Markdown_has_every_table()
    {
        string markdown = ReportPage.Files(RecordedPages.Input, []).Single(file => file.Path == ReportPage.MarkdownFile).Text;

        Assert.All(
            RecordedPages.Input.Reports.SelectMany(report => report.Report.Tables).Concat(PageTables.Verdicts(RecordedPages.Input).SkipLast(1)),
            table => Assert.Contains(TableFormat.Markdown(table), markdown));
    }

    [Fact]
    public void Every_table_and_figure_has_a_file_of_its_own()
    {
        string[] files = [.. ReportPage.Files(RecordedPages.Input, []).Select(file => file.Path)];

        Assert.Equal(files.Distinct(), files);
        Assert.All(
            Page.Descendants("code").Select(code => code.TextOf()).Where(code => code.StartsWith(PageTables.Folder + "/", StringComparison.Ordinal)),
            named => Assert.Contains(named, files));
        Assert.Equal(
            2 + PageTables.Verdicts(RecordedPages.Input).Count + RecordedPages.Input.Reports.Sum(report => report.Report.Tables.Count + report.Report.Figures.Count),
            files.Length);
    }

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();

    [GeneratedRegex("<script type=\"application/json\" id=\"charts-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
