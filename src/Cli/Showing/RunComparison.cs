using System.Globalization;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Showing;

/// <summary>Several runs side by side for `rnn-memory compare`: settings that differ, metrics, and where their epochs part.</summary>
internal static class RunComparison
{
    private const int HashDigits = 12;
    private const string Absent = "-";

    /// <summary>The lines. The runs are called A, B, C, ... in the order given.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<RunDescription> runs) =>
    [
        .. runs.Index().Select(run => $"{Letter(run.Index)}  {run.Item.Spec.Id}{OriginOf(run.Item)}"),
        "",
        .. Settings(runs), "",
        .. Metrics("Best", "At the best epoch by the task's metric", runs, run => run.Best),
        .. Metrics("Last", "At the last epoch", runs, run => run.Epochs.LastOrDefault()),
        .. runs.Index().Skip(1).SelectMany(run => Parting(runs[0], run.Item, Letter(run.Index))),
    ];

    private static string OriginOf(RunDescription run) =>
        run.IsHandedOver ? " (from expected/unfinished)" : run.IsRecorded ? " (from the record)" : "";

    private static IEnumerable<string> Settings(IReadOnlyList<RunDescription> runs)
    {
        IReadOnlyDictionary<string, string>[] all = [.. runs.Select(Everything)];
        string[][] rows =
        [
            .. from name in all.SelectMany(settings => settings.Keys).Distinct()
               let values = all.Select(settings => settings.GetValueOrDefault(name, Absent)).ToArray()
               where values.Distinct().Count() > 1
               select (string[])[name, .. values],
        ];
        return rows.Length == 0
            ? ["All settings are the same."]
            : Lines(Table.OfTexts("Settings", "Settings that differ", ["Setting", .. runs.Index().Select(run => Letter(run.Index))], rows, []));
    }

    private static Dictionary<string, string> Everything(RunDescription run) => new(RunSettings.Of(run.Spec))
    {
        ["arithmetic"] = run.Numerics,
        ["data"] = Short(run.DataHash),
    };

    private static IEnumerable<string> Metrics(
        string name, string title, IReadOnlyList<RunDescription> runs, Func<RunDescription, EpochRecord?> choose)
    {
        EpochRow[] rows =
        [
            .. from run in runs.Index()
               let epoch = choose(run.Item)
               where epoch is not null
               select new EpochRow(Letter(run.Index), epoch),
        ];
        string[] without = [.. runs.Index().Where(run => choose(run.Item) is null).Select(run => Letter(run.Index))];
        if (rows.Length == 0)
        {
            return [$"{title}: none of them has one.", ""];
        }

        IEnumerable<string> notes = without.Length == 0 ? [] : [$"Without such an epoch: {string.Join(", ", without)}."];
        return [.. Lines(Table.Of(name, title, rows, EpochRow.Columns("Run", runs), notes)), ""];
    }

    // Where the first run and another one part.
    private static IEnumerable<string> Parting(RunDescription one, RunDescription other, string letter)
    {
        (EpochRecord One, EpochRecord Other)[] both = [.. one.Epochs.Zip(other.Epochs)];
        string who = $"{Letter(0)} and {letter}";
        if (both.Length == 0)
        {
            yield return $"{who}: no epoch that both have finished.";
            yield break;
        }

        int parameters = Array.FindIndex(both, epoch => epoch.One.ParametersHash != epoch.Other.ParametersHash);
        int metrics = Array.FindIndex(both, epoch => Differing(epoch.One, epoch.Other).Any());
        int anything = Array.FindIndex(both, epoch => !RecordContent.Agree(epoch.One, epoch.Other));
        if (parameters < 0 && metrics < 0 && anything < 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{who}: equal to the last bit in all {both.Length} epochs that both have finished.");
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"{who}, of {both.Length} epochs that both have finished:");
        yield return parameters < 0 ? "  parameters  equal in all of them" : string.Create(
            CultureInfo.InvariantCulture,
            $"  parameters  differ first after epoch {parameters}: {Short(both[parameters].One.ParametersHash)}, {Short(both[parameters].Other.ParametersHash)}");
        yield return metrics < 0 ? "  metrics     equal in all of them" : string.Create(
            CultureInfo.InvariantCulture, $"  metrics     differ first in epoch {metrics}:");
        if (metrics >= 0)
        {
            yield return $"              {Differing(both[metrics].One, both[metrics].Other).First()}";
        }

        if (parameters < 0 && metrics < 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  the rest    differs first in epoch {anything}: curve, diagnostics, optimiser or counters");
        }
    }

    // Metrics that both have; two values that are no number are the same.
    private static IEnumerable<string> Differing(EpochRecord one, EpochRecord other) =>
        from value in Values(one)
        let second = Values(other).Where(known => known.Name == value.Name).Select(known => (double?)known.Value).FirstOrDefault()
        where second is not null && !value.Value.Equals(second.Value)
        select string.Create(CultureInfo.InvariantCulture, $"{value.Name} {value.Value}, {second}");

    private static IEnumerable<(string Name, double Value)> Values(EpochRecord epoch) =>
        [.. epoch.Metrics.Select(metric => (metric.Key, metric.Value)), ("loss", epoch.Loss), ("acc", epoch.Accuracy)];

    private static string[] Lines(Table table) => TableFormat.Text(table).TrimEnd().Split('\n');

    private static string Letter(int index) => ((char)('A' + index)).ToString();

    private static string Short(string hash) => hash.Length > HashDigits ? hash[..HashDigits] : hash;
}
