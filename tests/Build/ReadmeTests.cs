using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Settings;
using RnnMemory.Tests.Experiments;
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

    [Fact]
    public void Experiments_and_all_that_they_show_are_listed_in_the_readme()
    {
        string[] rows = [.. Text.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        Assert.All(ExperimentCatalog.Experiments.SkipLast(1), experiment => Assert.Contains(
            rows, row => row.StartsWith($"| `{experiment.Name}` | {string.Join(", ", experiment.Items(Planned.Paper).Select(item => item.Name))} |", StringComparison.Ordinal)));

        // The last one shows what four others do.
        IExperiment digits = ExperimentCatalog.Experiments[^1];
        Assert.Contains(rows, row => row.StartsWith($"| `{digits.Name}` | all tables and figures of `Mnist`, `Latency`, `Damage` and `Memory` |", StringComparison.Ordinal));
        Assert.Equal(
            ExperimentCatalog.Experiments.Skip(1).SkipLast(1).SelectMany(experiment => experiment.Items(Planned.Paper)).Select(item => item.Name),
            digits.Items(Planned.Paper).Select(item => item.Name));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
