using RnnMemory.Basics;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>
/// One experiment: the models that it trains and the tables and figures that it shows. It knows nothing about scheduling, storage or
/// snapshots; the theories, the full-size record, the command line and the README's list are derived from these members.
/// </summary>
public interface IExperiment
{
    /// <summary>The name on the command line and in test filters, e.g. "Increment".</summary>
    string Name { get; }

    /// <summary>A one-line description for lists.</summary>
    string Description { get; }

    /// <summary>The section of the settings that its runs and exhibits depend on.</summary>
    SettingsSection Section { get; }

    /// <summary>Whether its runs differ between profiles, so that its snapshots carry the profile's name.</summary>
    bool VariesByProfile { get; }

    /// <summary>The models to train under these settings.</summary>
    /// <exception cref="UserError">A setting is impossible.</exception>
    IReadOnlyList<RunSpec> Plan(LoadedSettings loaded);

    /// <summary>Whether a run is one that this experiment could plan, with whatever seed and settings.</summary>
    /// <param name="spec">Any run.</param>
    /// <param name="loaded">Settings, of which only the data set counts.</param>
    bool CouldPlan(RunSpec spec, LoadedSettings loaded);

    /// <summary>The parameters that distinguish a run from the others of the plan.</summary>
    RunRow Row(RunSpec spec);

    /// <summary>Every table and figure, in the order in which they are shown. There is no other list of them.</summary>
    IReadOnlyList<Item> Items(LoadedSettings loaded);
}
