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
        IExperiment digits = ExperimentCatalog.Find("Digits");
        Assert.All(ExperimentCatalog.Experiments.Where(experiment => experiment != digits), experiment => Assert.Contains(
            rows, row => row.StartsWith($"| `{experiment.Name}` | {string.Join(", ", experiment.Items(Planned.Paper).Select(item => item.Name))} |", StringComparison.Ordinal)));

        // It shows what those on MNIST show.
        IExperiment[] onMnist = [.. ExperimentCatalog.Experiments.Where(experiment => experiment.Section.Name == "Mnist")];
        string names = string.Join(", ", onMnist.SkipLast(1).Select(experiment => $"`{experiment.Name}`"));
        Assert.Contains(rows, row => row.StartsWith($"| `{digits.Name}` | all tables and figures of {names} and `{onMnist[^1].Name}` |", StringComparison.Ordinal));
        Assert.Equal(
            onMnist.SelectMany(experiment => experiment.Items(Planned.Paper)).Select(item => item.Name),
            digits.Items(Planned.Paper).Select(item => item.Name));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
