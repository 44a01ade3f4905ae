using System.Globalization;
using RnnMemory.Reports;

namespace RnnMemory.Cli.Running;

/// <summary>What a command did about one experiment.</summary>
/// <param name="Name">The experiment.</param>
/// <param name="Planned">Its runs.</param>
/// <param name="Time">Wall time of training, measuring and reporting.</param>
internal sealed record ExperimentResult(string Name, int Planned, TimeSpan Time)
{
    /// <summary>Runs that this command trained.</summary>
    public int Trained { get; init; }

    /// <summary>Runs that were read from the repository's record.</summary>
    public int Recorded { get; init; }

    /// <summary>Runs that were read from the run store.</summary>
    public int Stored { get; init; }

    /// <summary>Runs that an error stopped; one that diverged is finished.</summary>
    public int Failed { get; init; }

    /// <summary>Runs that cannot be trained or measured because their data set is not on this machine.</summary>
    public int WithoutData { get; init; }

    /// <summary>Tables and figures that were not made, for want of such runs.</summary>
    public IReadOnlyList<string> NotMade { get; init; } = [];

    /// <summary>How its tables, figures and runs compare with what was accepted.</summary>
    public ExpectedComparison Expected { get; init; } = ExpectedComparison.None;

    private static readonly Column<ExperimentResult>[] Columns =
    [
        new("Experiment", result => result.Name),
        new("Runs", result => result.Planned),
        new("Trained", result => result.Trained),
        new("Record", result => result.Recorded),
        new("Store", result => result.Stored),
        new("Failed", result => result.Failed),
        new("No data", result => result.WithoutData),
        new("expected/", result => result.Expected.Text),
        new("Seconds", result => result.Time.TotalSeconds, "F1"),
    ];

    /// <summary>The summary of a command: a row for each experiment, and below them what changed and what was not done.</summary>
    /// <param name="results">The experiments.</param>
    /// <param name="profile">The profile of the settings.</param>
    public static Table Summary(IReadOnlyList<ExperimentResult> results, string profile) => Table.Of(
        "Summary",
        $"What was done, profile {profile}",
        results,
        Columns,
        [
            "Trained: by this command. Record: read from expected/runs. Store: read from the run store.",
            "expected/: tables, figures and runs that equal the accepted ones.",
            .. results.SelectMany(result => result.Expected.Changed.Select(what => $"CHANGED  {what}")),
            .. results.Select(result => result.Expected.WhyNone).OfType<string>().Distinct().Select(why => $"Not compared with expected/: {why}"),
            .. results.Where(result => result.NotMade.Count > 0)
                .Select(result => $"Not made, {result.Name}: {string.Join(", ", result.NotMade)}."),
        ]);
}

/// <summary>How outputs compare with what was accepted.</summary>
/// <param name="Unchanged">How many are the same.</param>
/// <param name="Changed">The names of the others.</param>
/// <param name="WhyNone">Why nothing was compared; null if something was, or if there was nothing.</param>
internal sealed record ExpectedComparison(int Unchanged, IReadOnlyList<string> Changed, string? WhyNone)
{
    /// <summary>Nothing was there to be compared.</summary>
    public static ExpectedComparison None { get; } = new(0, [], null);

    /// <summary>In a few words.</summary>
    public string Text => Changed.Count > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Changed.Count} CHANGED, {Unchanged} same")
        : Unchanged == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Unchanged} unchanged");
}
