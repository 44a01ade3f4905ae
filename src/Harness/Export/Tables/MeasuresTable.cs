using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Export.Tables;

/// <summary>
/// A row for each number or text in each stored measure: what was measured of which run, the path of the value in the measure, e.g.
/// "steps[3].accuracy", and the value. "state" says what was measured: the network after the "last" or the "best" epoch, or the "data".
/// A network that is both has its rows twice, so that either can be selected.
/// </summary>
internal static class MeasuresTable
{
    /// <summary>The table "measures".</summary>
    public static FlatTable Of(IReadOnlyList<ExportedRun> runs)
    {
        Row[] rows =
        [
            .. from run in runs
               from measure in run.Measures
               from state in States(run, measure)
               from leaf in JsonLeaves.Of(measure.Value, intoLists: true)
               select new Row(run, measure, state.Name, state.Epoch, leaf.Path, leaf.Value),
        ];
        return new FlatTable("measures",
        [
            Column("run", row => row.Run.Run.Spec.Id),
            Column("experiment", row => ExportedRun.ExperimentOf(row.Run.Run.Spec)),
            Column("seed", row => row.Run.Run.Spec.Seed),
            Column("measure", row => row.Measure.Measure),
            Column("version", row => (long)row.Measure.Version),
            Column("state", row => row.State),
            Column("epoch", row => (long?)row.Epoch?.Epoch),
            Column("hash", row => row.Measure.Of),
            Column("key", row => row.Key),
            Column("value", row => row.Value is long or double ? Convert.ToDouble(row.Value, null) : null),
            Column("text", row => row.Value is long or double ? null : FlatColumn.Text(row.Value)),
        ]);

        FlatColumn Column(string name, Func<Row, object?> value) => new(name, rows.Select(value));
    }

    private static IEnumerable<(string? Name, EpochRecord? Epoch)> States(ExportedRun run, StoredMeasure measure)
    {
        (string? Name, EpochRecord? Epoch)[] states =
        [
            .. from kept in Enum.GetValues<KeptEpoch>()
               where run.Run.Kept(kept)?.ParametersHash == measure.Of
               select (ExportedRun.NameOf(kept), run.Run.Kept(kept)),
        ];
        return states.Length > 0 ? states : [(measure.Of == run.Identity.DataHash ? "data" : null, null)];
    }

    private sealed record Row(ExportedRun Run, StoredMeasure Measure, string? State, EpochRecord? Epoch, string Key, object Value);
}
