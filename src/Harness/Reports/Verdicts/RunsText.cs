using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Paper.Observed;
using RnnMemory.Tasks;

namespace RnnMemory.Reports.Verdicts;

/// <summary>The runs behind a verdict, and the commands that train them again.</summary>
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

        foreach ((int at, string command) in Commands(runs, Launcher.Here).Index())
        {
            yield return $"  {(at == 0 ? "again" : ""),-11} {command}";
        }
    }

    /// <summary>
    /// The commands that train these runs again; what no command gives is a sentence that does not begin with the program's name.
    /// </summary>
    /// <param name="runs">The runs.</param>
    /// <param name="command">Makes a command from its arguments: a method of <see cref="Launcher"/>.</param>
    public static IEnumerable<string> Commands(IReadOnlyList<Observation> runs, Func<string, string> command)
    {
        string[] Names(IEnumerable<string?> names) => [.. names.OfType<string>().Distinct()];

        foreach (ImageObservation[] images in new[] { runs.OfType<ImageObservation>().Where(run => run.Differences.Count == 0)
            .ToArray() }.Where(of => of.Length > 0))
        {
            string[] permutations =
                Names(images.Select(run => run.Model.Permutation?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            yield return command(
                $"run mnist --profile paper --ignore-record --set Mnist:Representations={string.Join(',', Names(images.Select(run => run.Model.Representation.Name())))}"
                + $" --set Mnist:LearningRates={string.Join(',', Names(images.Select(run => run.Model.Rate)))}"
                + (permutations.Length == 0 ? "" : $" --set Mnist:Permutations={string.Join(',', permutations)}") + Seeds(images));
        }

        // Another order of digits is a setting with a name; other what-ifs are in the runs' own files.
        foreach (IncrementObservation[] increments in new[] { runs.OfType<IncrementObservation>()
            .Where(run => run.Differences.All(IsOrder)).ToArray() }.Where(of => of.Length > 0))
        {
            string orders = string.Join(
                ',', Names(increments.Select(run => JsonNamingPolicy.KebabCaseLower.ConvertName(run.Model.Order.ToString()))));
            yield return command(
                $"run increment --profile paper --ignore-record --set Increment:Sizes={string.Join(',', Names(increments.Select(run => run.Model.Size.ToString())))}"
                + $" --set Increment:Cells={string.Join(',', Names(increments.Select(run => run.Model.Cell)))}"
                + $" --set Increment:Orders={orders}{Seeds(increments)}");
        }

        foreach (string differences in Names(
            runs.Where(run => run.Differences.Count > 0 && !run.Differences.All(IsOrder)).Select(run => string.Join(", ", run.Differences))))
        {
            yield return $"the runs with {differences}: with the settings in their spec.json";
        }
    }

    private static bool IsOrder(SettingDifference difference) => difference.Setting == "task.order";

    private static string Seeds(IReadOnlyList<Observation> runs)
    {
        long[] seeds = [.. runs.Select(run => run.Seed).Distinct().Order()];
        return seeds.Length == 1 ? $" --seed {seeds[0]}" : $" --set Seeds={string.Join(',', seeds)}";
    }
}
