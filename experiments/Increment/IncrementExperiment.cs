using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Increment;

/// <summary>
/// Section 3.1: cells learn to add one to a number of N digits of base K, read lowest digit first ("simple") or in one random order
/// ("complicated"). Shows two tables and Figs. 5, 6 and 7.
/// </summary>
public sealed class IncrementExperiment : IExperiment
{
    /// <summary>The name of its section of the settings.</summary>
    public const string SectionName = "Increment";

    /// <inheritdoc/>
    public string Name => "Increment";

    /// <inheritdoc/>
    public string Description => "Section 3.1, Figs. 5-7: adding one to a number whose digits come in a good or a random order";

    /// <inheritdoc/>
    public SettingsSection Section => IncrementSettings.Section;

    /// <inheritdoc/>
    public bool VariesByProfile => false;

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(LoadedSettings loaded) => IncrementPlan.Of(loaded);

    /// <inheritdoc/>
    public bool CouldPlan(RunSpec spec, LoadedSettings loaded) => spec.Task is IncrementTaskSpec;

    /// <inheritdoc/>
    public RunRow Row(RunSpec spec)
    {
        IncrementRow row = IncrementRow.Of(spec);
        Dictionary<string, string> traits = new() { ["Size"] = row.Size, ["Cell"] = row.Cell, ["Order"] = row.Order };
        if (row.Permutation is { } permutation)
        {
            traits["Permutation"] = permutation.ToString(CultureInfo.InvariantCulture);
        }

        return new RunRow([("size", row.Size), ("cell", row.Cell), ("order", row.OrderName)], traits).OfSeed(spec.Seed);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Item> Items(LoadedSettings loaded) =>
    [
        new(IncrementTable.Name, ItemKind.Table, "accuracy after the last epoch, and how fast each cell learned in each order", IncrementTable.Of)
        {
            Traits = new Dictionary<string, string> { ["Table"] = Name },
        },
        new(UnitsTable.Name, ItemKind.Table, "units that live, answers that copy the input, and runs that are stuck", UnitsTable.Of)
        {
            Traits = new Dictionary<string, string> { ["Table"] = Name + UnitsTable.Name },
        },
        .. loaded.Settings.Section<IncrementSettings>(SectionName).Sizes.SelectMany(Figures),
    ];

    // Each figure comes in two versions: over all outputs, and over the second half.
    private static IEnumerable<Item> Figures(string size) =>
        from measure in IncrementFigures.Measures
        let number = IncrementFigures.NumberOf(size)
        select new Item(
            IncrementFigures.NameOf(size, measure), ItemKind.Figure, $"{size}: {measure.Label.ToLowerInvariant()} over updates", input => IncrementFigures.Of(input, measure))
        {
            Traits = new Dictionary<string, string> { ["Size"] = size, ["Figure"] = number?.ToString(CultureInfo.InvariantCulture) ?? size },
        };
}
