using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Damage;

/// <summary>
/// The accuracy of section 3.2's networks on images with missing pixels; part of the authors' script, not of the paper.
/// </summary>
public sealed class DamageExperiment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Damage";

    /// <inheritdoc/>
    public string Description => "Not in the paper: accuracy of the networks of Mnist when a share of the pixels is set to zero";

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

    /// <summary>The damage table and curves of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf(LoadedSettings loaded, string section)
    {
        ImageSettings images = loaded.Settings.Section<ImageSettings>(section);
        return
        [
            new(DamageTable.Name, ItemKind.Table, "accuracy of every model at every share of missing pixels", input => DamageTable.Of(input, images))
            {
                Measures = spec => DamageTable.Needs(spec, images),
            },
            new(DamageFigure.Name, ItemKind.Figure, "the same of the best model of each representation", input => DamageFigure.Of(input, images))
            {
                Measures = spec => DamageFigure.Needs(spec, images),
            },
        ];
    }
}
