using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Latency;

/// <summary>
/// Table 2: the step at which the networks of section 3.2 settle on an answer, and the earliest step at which they could.
/// </summary>
public sealed class LatencyExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Latency";

    /// <inheritdoc/>
    public string Description => "Section 3.2, Table 2: steps until the networks of Mnist stop changing their answer";

    /// <inheritdoc/>
    public SettingsSection Section => ImageSettings.Section(ImageSections.Mnist);

    /// <inheritdoc/>
    public bool VariesByProfile => true;

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(LoadedSettings loaded) => ImagePlan.Of(loaded, Section.Name);

    /// <inheritdoc/>
    public bool CouldPlan(RunSpec spec, LoadedSettings loaded) => ImagePlan.CouldHave(spec, loaded, Section.Name);

    /// <inheritdoc/>
    public RunRow Row(RunSpec spec) => ImageRow.Of(spec).AsRunRow().OfSeed(spec.Seed);

    /// <inheritdoc/>
    public IReadOnlyList<Item> Items(LoadedSettings loaded) => ItemsOf(loaded, Section.Name);

    /// <summary>The tables of latency of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf(LoadedSettings loaded, string section)
    {
        ImageSettings images = loaded.Settings.Section<ImageSettings>(section);
        return
        [
            new(Table2.Name, ItemKind.Table, "latency of each representation beside the paper's", input => Table2.Of(input, images))
            {
                Measures = spec => MeasuredLatency.Needs(spec, images),
            },
            new(Table2Models.Name, ItemKind.Table, "latency model by model", input => Table2Models.Of(input, images))
            {
                Measures = spec => MeasuredLatency.Needs(spec, images),
            },
        ];
    }
}
