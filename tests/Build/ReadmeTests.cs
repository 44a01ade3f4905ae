using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Settings;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Experiments;
using Xunit;

namespace RnnMemory.Tests.Build;

public sealed partial class ReadmeTests
{
    private static readonly string Root = RepositoryRoot.Find();

    private static readonly string Text = File.ReadAllText(Path.Combine(Root, "README.md"));

    private const string Launcher = "./rnn-memory ";

    private static readonly string Usage = File.ReadAllText(Path.Combine(Root, "docs", "usage.md"));

    [Fact]
    public void Variants_that_the_documents_name_are_settings()
    {
        string table = Usage[Usage.IndexOf("### Variants", StringComparison.Ordinal)..Usage.IndexOf("### Engines", StringComparison.Ordinal)];
        string[] names = [.. TableRow().Matches(table).Select(match => "Increment:" + match.Groups[1].Value)];

        Assert.NotEmpty(names);
        Assert.Empty(names.Except(new SettingKeys(ExperimentCatalog.Sections, EngineCatalog.Known.Names).All.Keys));
    }

    [Fact]
    public void Readme_is_short_and_every_file_that_a_document_links_is_there()
    {
        string[] lines = Text.Split('\n');
        Assert.InRange(lines.Length, 1, 120);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 140));
        foreach ((string folder, string text) in new[] { (Root, Text), (Path.Combine(Root, "docs"), Usage) })
        {
            string[] missing = [.. Link().Matches(text).Select(match => match.Groups[1].Value)
                .Where(link => !link.StartsWith("https://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, link.Split('#')[0])))];
            Assert.Empty(missing);
        }
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

    [Fact]
    public void Long_commands_of_the_readme_are_steps_of_the_continuous_integration()
    {
        string[] steps = [.. File.ReadLines(Path.Combine(Root, ".ci", "run")).Where(line => line.StartsWith("timed ", StringComparison.Ordinal))];
        string[] commands = [.. Commands().Where(command => !command.StartsWith(Launcher, StringComparison.Ordinal))];

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains(steps, step => step.Contains($" {command}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Other_commands_of_the_readme_end_well_one_after_the_other()
    {
        MnistOrSkip.Load();
        using TemporaryFolder artifacts = new();

        // Its processes have no variables of the program but these: they must find MNIST where this one did.
        const string Data = "RNN_MEMORY_DATA";
        Dictionary<string, string> variables =
            Environment.GetEnvironmentVariable(Data) is { Length: > 0 } folder ? new() { [Data] = Path.GetFullPath(folder) } : [];
        string[][] commands =
        [
            .. Commands().Where(command => command.StartsWith(Launcher, StringComparison.Ordinal))
                .Select(command => command[Launcher.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];

        Assert.Equal(["run", "compare", "export"], commands.Select(command => command[0]));
        foreach (string[] command in commands)
        {
            // Few images and one format, for speed: ExportAllTests has the others.
            string[] smaller = command[0] switch { "run" => ["--set", "Mnist:TrainingSubset=160"], "export" => ["--format", "csv"], _ => [] };
            using CliProcess cli = new([.. command, .. smaller, "--artifacts", artifacts.Path], variables);
            CliResult result = cli.Result();
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', command)}: {result.ExitCode} {result.Errors}");
        }
    }

    // The lines of the blocks of shell commands, without comments.
    private static IEnumerable<string> Commands() =>
        from block in Text.Split("```sh\n")[1..]
        from line in block[..block.IndexOf("```", StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
        select line.Split('#')[0].TrimEnd();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
