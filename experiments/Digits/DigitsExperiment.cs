using RnnMemory.Experiments.Damage;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Latency;
using RnnMemory.Experiments.Memory;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Digits;

/// <summary>
/// The experiments of section 3.2 on the small digits that are embedded in the library: the same tables and figures, offline and in
/// seconds. The paper has no numbers for them.
/// </summary>
public sealed class DigitsExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Digits";

    /// <inheritdoc/>
    public string Description => "Not in the paper: section 3.2 on embedded digits of 8 x 8 pixels, offline and in seconds";

    /// <inheritdoc/>
    public SettingsSection Section => ImageSettings.Section(ImageSections.Digits);

    /// <inheritdoc/>
    public bool VariesByProfile => false;

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(LoadedSettings loaded) => ImagePlan.Of(loaded, Section.Name);

    /// <inheritdoc/>
    public bool CouldPlan(RunSpec spec, LoadedSettings loaded) => ImagePlan.CouldHave(spec, loaded, Section.Name);

    /// <inheritdoc/>
    public RunRow Row(RunSpec spec) => ImageRow.Of(spec).AsRunRow().OfSeed(spec.Seed);

    /// <inheritdoc/>
    public IReadOnlyList<Item> Items(LoadedSettings loaded) =>
    [
        .. MnistExperiment.ItemsOf,
        .. LatencyExperiment.ItemsOf(loaded, Section.Name),
        .. DamageExperiment.ItemsOf(loaded, Section.Name),
        .. MemoryExperiment.ItemsOf(loaded, Section.Name),
    ];
}
