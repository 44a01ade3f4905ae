using RnnMemory.Runs;

namespace RnnMemory.Reports;

/// <summary>Marks tables and figures of runs from the repository's record, so that nobody takes them for runs trained here.</summary>
public static class RecordNote
{
    /// <summary>
    /// The report with a note below each table and a mark in each figure's title; unchanged if no run was read from the record.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="runs">The runs that it was made of.</param>
    public static Report Add(Report report, IReadOnlyCollection<FinishedRun> runs)
    {
        int recorded = runs.Count(run => run.IsRecorded);
        return recorded == 0
            ? report
            : report.Marked($"From the record in expected/runs, not trained here: {recorded} of {runs.Count} runs.", "from the record");
    }
}
