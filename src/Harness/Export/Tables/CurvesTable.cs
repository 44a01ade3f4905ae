using System.Text.Json;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Export.Tables;

/// <summary>
/// A row for each epoch of each run: the run and its settings under their paths in spec.json, then the epoch's record under its own names.
/// </summary>
internal static class CurvesTable
{
    private const string Id = "id", Seed = "seed";

    /// <summary>The table "curves".</summary>
    public static FlatTable Of(IReadOnlyList<ExportedRun> runs)
    {
        Row[] rows =
        [
            .. from run in runs
               let settings = Settings(run.Run.Spec)
               from epoch in run.Run.Epochs
               select new Row(run.Run, settings, epoch),
        ];
        return new FlatTable("curves",
        [
            Column("run", row => row.Run.Spec.Id),
            Column("experiment", row => ExportedRun.ExperimentOf(row.Run.Spec)),
            Column("recorded", row => row.Run.IsRecorded),
            Column("diverged", row => row.Run.Divergence is not null),
            .. Columns(row => row.Settings.Keys, (row, name) => row.Settings.GetValueOrDefault(name)),
            Column(Seed, row => row.Run.Spec.Seed),
            Column("epoch", row => (long)row.Epoch.Epoch),
            Column("updates", row => row.Epoch.Updates),
            Column("loss", row => row.Epoch.Loss),
            Column("accuracy", row => row.Epoch.Accuracy),
            .. Columns(row => row.Epoch.Metrics.Keys, (row, name) => Number(row.Epoch.Metrics, name)),
            .. Columns(row => row.Epoch.Diagnostics?.Keys ?? [], (row, name) => Number(row.Epoch.Diagnostics, name)),
            Column("frozen", row => row.Epoch.Frozen),
            Column("parametersHash", row => row.Epoch.ParametersHash),
            Column("stateHash", row => row.Epoch.StateHash),
            Column("seconds", row => row.Epoch.Seconds),
        ]);

        FlatColumn Column(string name, Func<Row, object?> value) => new(name, rows.Select(value));

        IEnumerable<FlatColumn> Columns(Func<Row, IEnumerable<string>> names, Func<Row, string, object?> value) =>
            from name in rows.SelectMany(names).Distinct().Order(StringComparer.Ordinal)
            select Column(name, row => value(row, name));
    }

    private static object? Number(IReadOnlyDictionary<string, double>? values, string name) =>
        values is not null && values.TryGetValue(name, out double value) ? value : null;

    // The id and the seed have columns of their own.
    private static Dictionary<string, object> Settings(RunSpec spec) =>
        JsonLeaves.Of(JsonSerializer.SerializeToElement(spec, RunJson.Line), intoLists: false)
            .Where(setting => setting.Path is not (Id or Seed))
            .ToDictionary(setting => setting.Path, setting => setting.Value, StringComparer.Ordinal);

    private sealed record Row(FinishedRun Run, IReadOnlyDictionary<string, object> Settings, EpochRecord Epoch);
}
