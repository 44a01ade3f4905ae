using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace RnnMemory.Reports.Page;

/// <summary>Documents in Markdown as HTML within the page.</summary>
internal static class ProseHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <summary>The document without its title.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="level">The level of its second headings, which are "##" in the text.</param>
    /// <param name="name">What a reader of a screen hears of its tables, which scroll.</param>
    public static string Of(string markdown, int level, string name)
    {
        MarkdownDocument document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (HeadingBlock title in document.OfType<HeadingBlock>().Where(heading => heading.Level == 1).ToArray())
        {
            document.Remove(title);
        }

        foreach (HeadingBlock heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + level - 2);
        }

        // A link to another file of the repository would lead nowhere from a page that is passed on alone.
        foreach (LinkInline link in document.Descendants<LinkInline>().Where(IsOfRepository).ToArray())
        {
            link.ReplaceBy(new LiteralInline(string.Concat(link.Descendants<LiteralInline>().Select(text => text.ToString()))));
        }

        foreach (Markdig.Extensions.Tables.Table table in document.Descendants<Markdig.Extensions.Tables.Table>())
        {
            table.GetAttributes().AddClass("data");
        }

        return document.ToHtml(Pipeline)
            .Replace("<table class=\"data\">", $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table in {name}\"><table class=\"data\">", StringComparison.Ordinal)
            .Replace("<th", "<th scope=\"col\"", StringComparison.Ordinal)
            .Replace("<th scope=\"col\"ead", "<thead", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }

    private static bool IsOfRepository(LinkInline link) =>
        link.Url is null || !link.Url.StartsWith("https://", StringComparison.Ordinal);
}
