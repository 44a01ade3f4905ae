using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>docs/run-plan.md says which of its items are recorded.</summary>
public sealed partial class RunPlanTests
{
    [Fact]
    public void Plan_names_the_items_whose_runs_are_not_all_recorded()
    {
        string document = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "docs", "run-plan.md"));
        RecordedRuns recorded = new(RecordedRuns.Folder);
        SortedSet<int> incomplete = [];
        int item = 0, commands = 0;
        foreach (Match row in Row().Matches(document))
        {
            item = row.Groups[1].Length > 0 ? Number(row.Groups[1].Value) : item;
            foreach (Match command in Command().Matches(row.Value))
            {
                IReadOnlyList<string> runs = Planned.RunsOf(command.Groups[1].Value);
                Assert.NotEmpty(runs);
                commands++;
                if (!runs.All(recorded.Has))
                {
                    incomplete.Add(item);
                }
            }
        }

        string named = Remark().Replace(NotRecorded().Match(document).Groups[1].Value, "");
        Assert.True(commands > 25, $"{commands} commands were found.");
        Assert.Equal(Item().Matches(named).Select(match => Number(match.Value)), incomplete);
    }

    private static int Number(string digits) => int.Parse(digits, provider: null);

    // The item's number, which the further rows of an item leave out.
    [GeneratedRegex(@"^\| (\d*) ?\|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(run [^`]+)`")]
    private static partial Regex Command();

    [GeneratedRegex(@"All items are recorded except ([^;]+);")]
    private static partial Regex NotRecorded();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Item();
}
