using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Runs;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>docs/run-plan.md says which of its items are recorded.</summary>
public sealed partial class RunPlanTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "run-plan.md"));

    [Fact]
    public void Plan_names_the_items_whose_runs_are_not_all_recorded()
    {
        RecordedRuns recorded = new(RecordedRuns.Folder);
        HashSet<int> open = [];
        int commands = 0, item = 0;
        foreach (Match row in Row().Matches(Document))
        {
            item = row.Groups[1].Length > 0 ? int.Parse(row.Groups[1].ValueSpan, provider: null) : item;
            commands++;
            if (!Planned(row.Groups[2].Value).All(recorded.Has))
            {
                open.Add(item);
            }
        }

        string named = NotRecorded().Match(Document).Groups[1].Value;
        Assert.True(commands > 20, $"{commands} commands were found.");
        Assert.Equal(Number().Matches(named).Select(number => int.Parse(number.ValueSpan, provider: null)), open.Order());
    }

    private static IEnumerable<string> Planned(string command)
    {
        string[] settings =
        [
            .. Setting().Matches(command).Select(match => match.Groups[1].Value),
            .. Seeds().Matches(command).Select(match => $"Seeds={match.Groups[1].Value}"),
        ];
        LoadedSettings loaded = RnnMemory.Tests.Experiments.Planned.With(SettingsLoader.Paper, settings);
        return from experiment in ExperimentCatalog.Experiments
               where Regex.IsMatch(command, $@"^run .*\b{experiment.Name.ToLowerInvariant()}\b(?!:)")
               from spec in experiment.Plan(loaded)
               select spec.Id;
    }

    // The item's number, which further rows leave out, and the first command.
    [GeneratedRegex(@"^\| (\d*) ?\|[^|]*\| `(run [^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"Recorded is all but items ([^;]+);")]
    private static partial Regex NotRecorded();

    [GeneratedRegex(@"\b\d{1,2}\b")]
    private static partial Regex Number();

    [GeneratedRegex(@"--set (\S+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"--seeds? (\S+)")]
    private static partial Regex Seeds();
}
