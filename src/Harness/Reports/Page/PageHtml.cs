namespace RnnMemory.Reports.Page;

/// <summary>The page as one HTML text that needs nothing else.</summary>
internal static class PageHtml
{
    private const string EndOfScript = "</script";

    private static readonly string[] OwnScripts = ["near.js", "charts.js", "page.js"];

    public static string Text(PageModel model, IReadOnlyList<IInteractiveSection> sections) => PageTemplates.Render("page", new
    {
        Page = model,
        Css = PageTemplates.Text("page.css") + PageTemplates.Text("interactive.css"),
        Sections = sections.Select(section => new
        {
            section.Id,
            section.Title,
            Html = PageTemplates.Render(section.Template, section.Model),
        }).ToArray(),
        Data = sections.SelectMany(section => section.Data).Prepend(("charts-data", model.ChartsJson))
            .Select(data => new { Id = data.Item1, Json = Islanded(data.Item2) }).ToArray(),
        Scripts = OwnScripts.Concat(sections.SelectMany(section => section.Scripts)).Distinct()
            .Select(name => new { Name = name, Text = Script(name) }).ToArray(),
    });

    // JSON may write any "<" as an escape; as it is, one could end the element that holds it.
    private static string Islanded(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string Script(string name)
    {
        string text = PageTemplates.Text(name);
        return text.Contains(EndOfScript, StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidOperationException($"{name} contains '{EndOfScript}', which would end it within the page.")
            : text;
    }
}
