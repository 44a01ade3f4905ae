using System.Text.RegularExpressions;
using System.Xml.Linq;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Page;
using RnnMemory.Experiments.Theories;
using RnnMemory.Reports.Page;

namespace RnnMemory.Tests.Page;

/// <summary>The page of the repository's record, made once for all tests.</summary>
internal static partial class RecordedPages
{
    private static readonly Lazy<PageInput> InputOnce = new(() => RecordedPage.Read(ExperimentCatalog.Experiments, VerdictTheory.Verdicts));
    private static readonly Lazy<PageModel> ModelOnce = new(() => PageModel.Of(Input));
    private static readonly Lazy<string> HtmlOnce = new(() => PageHtml.Text(Model, RecordedPage.Sections()));
    private static readonly Lazy<XElement> ParsedOnce = new(() => Parse(Html));

    public static PageInput Input => InputOnce.Value;

    public static PageModel Model => ModelOnce.Value;

    public static string Html => HtmlOnce.Value;

    public static XElement Parsed => ParsedOnce.Value;

    /// <summary>The page as a tree. It is written so that it is well-formed XML but for the content of scripts and styles.</summary>
    public static XElement Parse(string html) => XElement.Parse(
        Embedded().Replace(html, match => match.Groups[1].Value + match.Groups[3].Value)
            .Replace("<!DOCTYPE html>", "", StringComparison.Ordinal),
        LoadOptions.PreserveWhitespace);

    /// <summary>The text of an element without what surrounds it.</summary>
    public static string TextOf(this XElement element) => Space().Replace(element.Value, " ").Trim();

    /// <summary>The first element below with that class; null if there is none.</summary>
    public static XElement? WithClass(this XElement element, string name) => element.Descendants()
        .FirstOrDefault(inner => inner.Attribute("class")?.Value.Split(' ').Contains(name) == true);

    [GeneratedRegex(@"(<(script|style)\b[^>]*>).*?(</\2>)", RegexOptions.Singleline)]
    private static partial Regex Embedded();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
