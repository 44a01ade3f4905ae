using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Reports.Page;
using RnnMemory.Reports.Page.Interactive;
using Xunit;

namespace RnnMemory.Tests.Page.Interactive;

public sealed partial class InteractiveScriptsTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Find(), "src", "Harness", "Reports", "Page", "Interactive");

    private static readonly IInteractiveSection[] Sections = [CheckItHereSection.OfRepository(), SeeTheMemorySection.OfRepository()];

    [Fact]
    public void Sections_use_every_script_of_their_folder_and_every_script_is_embedded()
    {
        string[] used = [.. Sections.SelectMany(section => section.Scripts).Distinct()];

        Assert.Equal(Names("*.js").Order(), used.Order());
        Assert.All(used.Concat(Names("*.liquid")).Concat(Names("*.css")), name => Assert.NotEmpty(Embedded(name)));
    }

    [Fact]
    public void Scripts_find_every_element_that_they_look_for_in_the_template_of_their_section()
    {
        foreach ((string script, string template, string prefix) in new[]
        {
            ("check-it-here.js", "check-it-here.liquid", "check-"),
            ("see-the-memory.js", "see-the-memory.liquid", "memory-"),
        })
        {
            string html = Embedded(template);
            string[] wanted = [.. Controls().Matches(Embedded(script)).Select(match => prefix + match.Groups[1].Value).Distinct()];
            Assert.NotEmpty(wanted);
            Assert.All(wanted, id => Assert.Contains($"id=\"{id}\"", html, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_label_of_a_template_belongs_to_a_control_and_every_control_has_a_name()
    {
        foreach (string template in Names("*.liquid"))
        {
            string html = Embedded(template);
            string[] labelled = [.. Labels().Matches(html).Select(match => match.Groups[1].Value)];
            string[] controls = [.. Fields().Matches(html).Select(match => match.Groups[1].Value)];
            Assert.NotEmpty(controls);
            Assert.Equal(controls.Order(), labelled.Order());
        }
    }

    // Their results differ between browsers, as those of the C library differ between machines.
    [Theory]
    [InlineData("exp")]
    [InlineData("expm1")]
    [InlineData("log")]
    [InlineData("log1p")]
    [InlineData("pow")]
    [InlineData("tanh")]
    public void Engine_uses_no_function_whose_bits_depend_on_the_browser(string function) =>
        Assert.All(EngineScripts.All, name => Assert.DoesNotContain($"Math.{function}(", Embedded(name), StringComparison.Ordinal));

    [Fact]
    public void Nothing_in_scripts_and_templates_asks_for_anything_outside_the_page() => Assert.All(
        Names("*.js").Concat(Names("*.liquid")).Concat(Names("*.css")),
        name => Assert.DoesNotMatch(@"\bfetch\(|XMLHttpRequest|importScripts|import\(|\beval\(|new Function|url\(|src=|https?://(?!www\.w3\.org/2000/svg)", Embedded(name)));

    private static IEnumerable<string> Names(string pattern) => Directory.EnumerateFiles(Folder, pattern).Select(path => Path.GetFileName(path));

    private static string Embedded(string name)
    {
        using Stream stream = typeof(CheckItHereSection).Assembly.GetManifestResourceStream("Page/" + name)
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("""control\("([a-z-]+)"\)""")]
    private static partial Regex Controls();

    [GeneratedRegex("""<label for="([^"]+)">""")]
    private static partial Regex Labels();

    [GeneratedRegex("""<(?:select|input|progress)\b[^>]*\bid="([^"]+)""")]
    private static partial Regex Fields();
}
