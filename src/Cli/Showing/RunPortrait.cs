using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cli.Progress;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Showing;

/// <summary>
/// Everything about one run for `rnn-memory show`: its curve, its best epoch, its hashes, where it came from, its settings.
/// </summary>
internal static class RunPortrait
{
    /// <summary>The lines.</summary>
    /// <param name="run">The run.</param>
    /// <param name="recorded">The repository's record, to compare a run with that was trained here.</param>
    /// <param name="glyphs">The characters of the curve.</param>
    public static IEnumerable<string> Of(RunDescription run, RecordedRuns recorded, Glyphs glyphs) =>
    [
        run.Spec.Id, "", .. Facts(run, recorded), "",
        .. RunCurve.Of(run, glyphs), "",
        .. run.Epochs.Count == 0 ? [] : Epochs(run),
        .. Origin(run), "",
        .. TableFormat.Text(Table.OfTexts(
            "Settings", "Settings, by their names in spec.json", ["Setting", "Value"],
            RunSettings.Of(run.Spec).Select(setting => new[] { setting.Key, setting.Value }), [])).TrimEnd().Split('\n'),
    ];

    /// <summary>How far it is, in a few words.</summary>
    public static string State(RunDescription run)
    {
        string epochs = string.Create(CultureInfo.InvariantCulture, $"{run.Epochs.Count} of {run.Spec.Epochs} epochs");
        return run switch
        {
            { Damage: { } damage } => $"marked as finished, but not believed: {damage}",
            { Finished.Divergence: { } divergence } => divergence.Of("it"),
            { Finished: not null } => $"finished, {epochs}",
            { Owner: { } owner } => $"{epochs}, being trained by {owner}",
            _ => $"unfinished, {epochs}",
        };
    }

    private static IEnumerable<string> Facts(RunDescription run, RecordedRuns recorded)
    {
        yield return $"state    {State(run)}";
        yield return $"from     {Origin()}";
        yield return $"folder   {CurrentFolder.Shorten(run.Folder)}";
        if (!run.IsRecorded && run.Finished is { } finished && recorded.Has(run.Spec.Id))
        {
            yield return $"record   {(recorded.DifferenceFrom(finished) is { } other ? $"DIFFERENT in expected/runs: {other}" : "the same in expected/runs")}";
        }

        yield return $"trained  {RunText.Of(WallTime.Of(run.Epochs.Sum(epoch => epoch.Seconds)))} in all, as it was recorded";

        string Origin() => run switch
        {
            { IsHandedOver: true } => "expected/unfinished; training continues from there",
            { IsRecorded: true } => "the record in expected/runs",
            { Trained.Count: > 1 } => "the run store",
            _ => "the run store: trained here",
        };
    }

    private static IEnumerable<string> Epochs(RunDescription run)
    {
        EpochRow[] rows = Shown(run);
        foreach (string line in TableFormat.Text(
            Table.Of("Epochs", "Epochs, counted from 0", rows, EpochRow.Columns("Which", run))).TrimEnd().Split('\n'))
        {
            yield return line;
        }

        yield return "";
        foreach (EpochRow row in rows.Where(row => row.Name != First).DistinctBy(row => row.Epoch.Epoch))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"SHA-256 after epoch {row.Epoch.Epoch}");
            yield return $"  parameters  {row.Epoch.ParametersHash}";
            yield return $"  state       {row.Epoch.StateHash}";
        }

        yield return "";
    }

    private const string First = "first";

    private static EpochRow[] Shown(RunDescription run) => run.Epochs.Count == 1
        ? [new("the only one", run.Epochs[0])]
        :
        [
            new(First, run.Epochs[0]),
            .. run.Best is { } best ? [new EpochRow($"best by {run.Spec.Task.SelectionMetric}", best)] : Array.Empty<EpochRow>(),
            new("last", run.Epochs[^1]),
        ];

    private static IEnumerable<string> Origin(RunDescription run)
    {
        yield return run.DataHash.Length == 64 ? "SHA-256 of the data" : "Data";
        yield return $"  {run.DataHash}";
        yield return "";
        yield return $"Trained by, with arithmetic {run.Numerics}";
        if (run.Trained.Count == 0)
        {
            yield return "  unknown: spec.json was written again, without what had trained the run";
        }

        foreach ((int epoch, int update, RunEnvironment by) in run.Trained)
        {
            string[] harness = by.Harness.Split('+', 2);
            string from = epoch == 0 && update == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"from epoch {epoch}, minibatch {update}: ");
            yield return $"  {from}engine {by.Engine}, harness {harness[0]}, {by.Runtime}";
            yield return $"    commit     {(harness.Length > 1 ? harness[1] : "unknown")}";
            yield return $"    processor  {by.Cpu}";
            yield return $"    vectors    {by.Instructions}";
            yield return $"    system     {by.OperatingSystem}";
        }
    }
}
