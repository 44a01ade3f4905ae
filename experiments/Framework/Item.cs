using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>A table or figure of an experiment: its name, what it needs of the runs, and how it is built.</summary>
/// <param name="Name">File name and name in snapshots, e.g. "Table3".</param>
/// <param name="Kind">Whether it is a table or a figure.</param>
/// <param name="Description">A one-line description for lists.</param>
/// <param name="Build">
/// Makes it from measured runs: a pure function, which opens no checkpoint, starts no engine and reads no data set.
/// </param>
public sealed record Item(string Name, ItemKind Kind, string Description, Func<ItemInput, Exhibit> Build)
{
    /// <summary>The measures that it needs of a run.</summary>
    public Func<RunSpec, IReadOnlyList<Measure>> Measures { get; init; } = _ => [];

    /// <summary>
    /// Names and values for test filters. If runs have a trait of the same name, the item shows only runs with the same value.
    /// </summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it shows something of a run that has its traits.</summary>
    public Func<RunSpec, bool> Shows { get; init; } = _ => true;

    /// <summary>
    /// Whether it shows only the data set: then one run of the plan is enough, and the item is the same under all profiles.
    /// </summary>
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
