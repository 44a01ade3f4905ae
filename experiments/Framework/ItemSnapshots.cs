using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>
/// The snapshots of tables and figures. A table has its text; a figure has its plotted data, and its drawing without the parts that
/// depend on fonts; pictures have only the hash of their data, which determines the drawing.
/// </summary>
public static class ItemSnapshots
{
    private const string Text = "txt";
    private const string Drawing = "svg";

    /// <summary>The parameters of snapshots of recorded full-size runs, whatever the profile of the comparison is.</summary>
    public static IReadOnlyList<(string Name, string Value)> FullSize { get; } = [("record", "full-size")];

    /// <summary>
    /// Name and content of the accepted snapshots that an exhibit of a profile's own settings must equal: at the paper's size those of the
    /// recorded runs, where profiles differ.
    /// </summary>
    public static IReadOnlyList<(SnapshotName Name, string Content)> Accepted(
        IExperiment experiment, Item item, Exhibit exhibit, string profile) =>
        profile == SettingsLoader.Paper && experiment.VariesByProfile && !item.ShowsDataOnly
            ? Of(experiment, exhibit, [.. FullSize])
            : Of(experiment, item, exhibit, profile);

    /// <summary>The name of a run's own snapshot under a profile.</summary>
    public static SnapshotName OfRun(IExperiment experiment, RunSpec spec, string profile) =>
        SnapshotName.Of(experiment.Name, "Run", Text, [.. ProfileOf(experiment, profile), .. experiment.Row(spec).Parameters]);

    /// <summary>Name and content of each snapshot of an item.</summary>
    public static IReadOnlyList<(SnapshotName Name, string Content)> Of(
        IExperiment experiment, Item item, Exhibit exhibit, string profile) =>
        Of(experiment, exhibit, Parameters(experiment, item, profile));

    /// <summary>Name and content of each snapshot of an exhibit.</summary>
    /// <param name="experiment">The experiment that it belongs to.</param>
    /// <param name="exhibit">The table or figure.</param>
    /// <param name="parameters">Parameters that distinguish the snapshot from those of other profiles.</param>
    public static IReadOnlyList<(SnapshotName Name, string Content)> Of(
        IExperiment experiment, Exhibit exhibit, params (string Name, string Value)[] parameters)
    {
        return exhibit switch
        {
            Table table => [(Named(Text), TableFormat.Text(table))],
            ImageGrid grid => [(Named(Text), FigureData.Hashes(grid))],
            Figure figure => [(Named(Text), FigureData.Csv(figure)),
                (Named(Drawing), SvgNormaliser.WithoutText(FigureRenderer.Svg(figure)))],
            _ => throw new ArgumentException($"No snapshot of a {exhibit.GetType().Name}.", nameof(exhibit)),
        };

        SnapshotName Named(string extension) => SnapshotName.Of(experiment.Name, exhibit.Name, extension, parameters);
    }

    /// <summary>The names of an item's snapshots under a profile.</summary>
    public static IReadOnlyList<SnapshotName> NamesOf(IExperiment experiment, Item item, string profile) =>
        NamesOf(experiment, item, Parameters(experiment, item, profile));

    /// <summary>The names of an item's snapshots.</summary>
    /// <param name="experiment">The experiment that it belongs to.</param>
    /// <param name="item">The table or figure.</param>
    /// <param name="parameters">Parameters that distinguish the snapshot from those of other profiles.</param>
    public static IReadOnlyList<SnapshotName> NamesOf(IExperiment experiment, Item item, params (string Name, string Value)[] parameters)
    {
        // Pictures of the data set have no snapshot of their drawing.
        string[] extensions = item.Kind == ItemKind.Table || item.ShowsDataOnly ? [Text] : [Text, Drawing];
        return [.. extensions.Select(extension => SnapshotName.Of(experiment.Name, item.Name, extension, parameters))];
    }

    /// <summary>The parameter that names the profile, if profiles differ.</summary>
    public static IReadOnlyList<(string Name, string Value)> ProfileOf(IExperiment experiment, string profile) =>
        experiment.VariesByProfile ? [("profile", profile)] : [];

    private static (string Name, string Value)[] Parameters(IExperiment experiment, Item item, string profile) =>
        item.ShowsDataOnly ? [] : [.. ProfileOf(experiment, profile)];
}
