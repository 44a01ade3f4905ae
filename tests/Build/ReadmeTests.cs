using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Build;

public sealed partial class ReadmeTests
{
    private static readonly string Root = RepositoryRoot.Find();

    private static readonly string Text = File.ReadAllText(Path.Combine(Root, "README.md"));

    [Fact]
    public void Variants_that_the_readme_names_are_settings()
    {
        string table = Text[Text.IndexOf("### Variants", StringComparison.Ordinal)..Text.IndexOf("### Engines", StringComparison.Ordinal)];
        string[] names = [.. TableRow().Matches(table).Select(match => "Increment:" + match.Groups[1].Value)];

        Assert.NotEmpty(names);
        Assert.Empty(names.Except(new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Keys));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
