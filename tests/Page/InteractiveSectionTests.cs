using System.Xml.Linq;
using RnnMemory.Reports.Page;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The seam for parts of the page that respond to the reader.</summary>
public sealed class InteractiveSectionTests
{
    [Fact]
    public void Section_comes_with_its_heading_its_data_and_each_script_once()
    {
        string html = PageHtml.Text(RecordedPages.Model, [new Sample("first"), new Sample("second")]);
        XElement page = RecordedPages.Parse(html);

        XElement section = page.Descendants("section").Single(part => part.Attribute("id")?.Value == "first");
        Assert.Equal("Sample first", section.Element("h2")!.TextOf());
        Assert.Contains(page.Descendants("nav").Descendants("a"), link => link.Attribute("href")!.Value == "#first");
        Assert.Contains("<script type=\"application/json\" id=\"first-data\">{\"text\":\"\\u003c/script>\"}</script>", html);
        Assert.Single(page.Descendants("script"), script => script.Attribute("data-name")?.Value == "charts.js");
    }

    [Fact]
    public void Values_are_escaped_in_templates()
    {
        string html = PageTemplates.Render("verdict", new { mark = new { Kind = "good", Sign = "✓", Word = "<b>a & b</b>" } });

        Assert.Contains("&lt;b&gt;a &amp; b&lt;/b&gt;", html);
    }

    [Fact]
    public void Name_that_a_model_lacks_is_an_error() =>
        Assert.ThrowsAny<Exception>(() => PageTemplates.Render("verdict", new { mark = new { Kind = "good" } }));

    [Fact]
    public void Unknown_template_is_named() =>
        Assert.Contains("nothing.liquid", Assert.Throws<InvalidOperationException>(() => PageTemplates.Render("nothing", new { })).Message);

    private sealed record Sample(string Id) : IInteractiveSection
    {
        public string Title => $"Sample {Id}";

        public string Template => "command";

        public object Model => new { command = "echo" };

        public IReadOnlyList<string> Scripts => ["charts.js"];

        public IReadOnlyList<(string Id, string Json)> Data => [($"{Id}-data", "{\"text\":\"</script>\"}")];
    }
}
