using System.Text.RegularExpressions;
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
        Assert.Empty(names.Except(SettingKey.All.Keys));
    }

    [Fact]
    public void Folders_of_the_tree_are_there()
    {
        string table = Text[Text.IndexOf("## Tree", StringComparison.Ordinal)..];
        string[] folders = [.. TableRow().Matches(table).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(folders);
        Assert.Empty(folders.Where(folder => !Directory.Exists(Path.Combine(Root, folder))));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
