using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>A table or figure of an experiment: its name, what it needs of the runs, and how it is built.</summary>
/// <param name="Name">File name and name in snapshots, e.g. "Table3".</param>
/// <param name="Kind">Whether it is a table or a figure.</param>
/// <param name="Description">One line for lists.</param>
/// <param name="Build">
/// Makes it of measured runs: a pure function, which opens no checkpoint, starts no engine and reads no data set.
/// </param>
public sealed record Item(string Name, ItemKind Kind, string Description, Func<ItemInput, Exhibit> Build)
{
    /// <summary>What has to be measured of a run that it shows.</summary>
    public Func<RunSpec, IReadOnlyList<Measure>> Measures { get; init; } = _ => [];

    /// <summary>Names and values that test filters choose by. A trait that runs have restricts it to the runs with the same value.</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it shows the data set alone: then one run of the plan is enough, and all profiles have the same.</summary>
    public bool ShowsDataOnly { get; init; }
}

/// <summary>The two kinds of exhibits.</summary>
public enum ItemKind
{
    /// <summary>A <see cref="Reports.Table"/>.</summary>
    Table,

    /// <summary>A <see cref="Reports.Figure"/>.</summary>
    Figure,
}
