using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Memory;

/// <summary>
/// How far back the hidden states of section 3.2's networks remember, measured by linear readouts: the paper's title names memory, but the
/// paper never measures it.
/// </summary>
public sealed class MemoryExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Memory";

    /// <inheritdoc/>
    public string Description => "Not in the paper but in its title: what a linear readout finds in the states of the networks of Mnist";

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

    /// <summary>The table and curves of memory of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf(LoadedSettings loaded, string section)
    {
        ImageSettings images = loaded.Settings.Section<ImageSettings>(section);
        return
        [
            new(MemoryTable.Name, ItemKind.Table, "what the state of every model still knows", input => MemoryTable.Of(input, images))
            {
                Measures = _ => MeasuredMemory.Needs(images),
            },
            new(MemoryFigures.ByLag, ItemKind.Figure, "earlier lines or pixels in the state", input => MemoryFigures.OfLags(input, images))
            {
                Measures = _ => MeasuredMemory.Needs(images),
            },
            new(MemoryFigures.OfDigit, ItemKind.Figure, "the digit in the state", input => MemoryFigures.OfSteps(input, images))
            {
                Measures = _ => MeasuredMemory.Needs(images),
            },
        ];
    }
}
