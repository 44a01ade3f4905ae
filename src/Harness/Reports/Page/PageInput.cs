using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;

namespace RnnMemory.Reports.Page;

/// <summary>All that the page shows. The page is a pure function of it: the same input gives the same bytes on every machine.</summary>
public sealed record PageInput
{
    /// <summary>What was registered.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>The verdicts.</summary>
    public required AllVerdicts Verdicts { get; init; }

    /// <summary>The tables and figures, in the order of the experiments.</summary>
    public required IReadOnlyList<PageReport> Reports { get; init; }

    /// <summary>What could not be shown from stored measures, each with the reason.</summary>
    public required IReadOnlyList<(string What, string Why)> NotShown { get; init; }

    /// <summary>The SHA-256 of each recorded run's last training state, by the run's id.</summary>
    public required IReadOnlyDictionary<string, string> FinalStates { get; init; }

    /// <summary>Where the record comes from.</summary>
    public required RecordProvenance Provenance { get; init; }

    /// <summary>docs/verdict-rule.md.</summary>
    public required string RuleMarkdown { get; init; }

    /// <summary>docs/table-2.md: the row of the paper that did not come out with one seed.</summary>
    public required string Table2Markdown { get; init; }
}

/// <summary>An experiment's tables and figures.</summary>
/// <param name="Report">The tables and figures.</param>
/// <param name="Command">The command that makes them again; empty where it would also train runs that are not recorded.</param>
/// <param name="Runs">Ids of the runs that each was made of, by its name; none where it shows the data set alone.</param>
public sealed record PageReport(Report Report, string Command, IReadOnlyDictionary<string, IReadOnlyList<string>> Runs);

/// <summary>Where the record comes from.</summary>
/// <param name="Last">The last entry of CHANGES.md about runs; null if there is none.</param>
/// <param name="Numerics">Versions of the arithmetic of the recorded runs.</param>
/// <param name="TrainedBy">For each recorded run, the programs and machines that trained it.</param>
public sealed record RecordProvenance(
    RecordEntry? Last, IReadOnlyList<string> Numerics, IReadOnlyList<(string Run, IReadOnlyList<RunEnvironment> By)> TrainedBy);
