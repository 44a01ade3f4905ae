using RnnMemory.Basics;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>
/// One experiment: which models it trains and what it shows of them. It knows nothing of how runs are scheduled, stored or compared
/// with snapshots; the theories, the full-size record, the command line and the README's list enumerate what it says here.
/// </summary>
public interface IExperiment
{
    /// <summary>The name on the command line and in test filters, e.g. "Increment".</summary>
    string Name { get; }

    /// <summary>One line for lists.</summary>
    string Description { get; }

    /// <summary>The section of the settings that its runs and exhibits depend on.</summary>
    SettingsSection Section { get; }

    /// <summary>Whether the profiles give it different runs, so that its snapshots carry the profile's name.</summary>
    bool VariesByProfile { get; }

    /// <summary>The models to train under these settings.</summary>
    /// <exception cref="UserError">A setting is impossible.</exception>
    IReadOnlyList<RunSpec> Plan(LoadedSettings loaded);

    /// <summary>What tells a run of the plan from the others.</summary>
    RunRow Row(RunSpec spec);

    /// <summary>Every table and figure, in the order in which they are shown: the only list of them.</summary>
    IReadOnlyList<Item> Items(LoadedSettings loaded);
}
