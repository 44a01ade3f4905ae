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
        ShownItems.Of(GetType(), loaded.Settings.Section<IncrementSettings>(SectionName));
}
