using RnnMemory.Basics;
using RnnMemory.Paper.Observed;

namespace RnnMemory.Reports.Verdicts;

/// <summary>The runs behind a verdict, with the commands that train them again, as lines of text.</summary>
internal static class RunsText
{
    /// <summary>A line for each run, then the commands.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Observation> runs)
    {
        if (runs.Count == 0)
        {
            yield return "  runs        none";
            yield break;
        }

        foreach ((int at, Observation run) in runs.Index())
        {
            yield return $"  {(at == 0 ? "runs" : ""),-11} {run.Run}";
        }

        foreach ((int at, string command) in TrainingCommands.Of(runs, Launcher.Here).Index())
        {
            yield return $"  {(at == 0 ? "again" : ""),-11} {command}";
        }
    }
}
