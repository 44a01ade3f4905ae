using RnnMemory.Experiments.Framework;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>An experiment on the networks of an image section: their plan and rows are the same, whatever it shows of them.</summary>
/// <param name="section">One of <see cref="ImageSections"/>.</param>
public abstract class ImageExperiment(string section) : IExperiment
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public SettingsSection Section => ImageSettings.Section(section);

    /// <inheritdoc/>
    public bool VariesByProfile => section != ImageSections.Digits;

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(LoadedSettings loaded) => ImagePlan.Of(loaded, section);

    /// <inheritdoc/>
    public bool CouldPlan(RunSpec spec, LoadedSettings loaded) => ImagePlan.CouldHave(spec, loaded, section);

    /// <inheritdoc/>
    public RunRow Row(RunSpec spec) => ImageRow.Of(spec).AsRunRow().OfSeed(spec.Seed);

    /// <inheritdoc/>
    public IReadOnlyList<Item> Items(LoadedSettings loaded) => Items(loaded.Settings.Section<ImageSettings>(section));

    /// <summary>Its tables and figures under these settings.</summary>
    protected virtual IReadOnlyList<Item> Items(ImageSettings images) => ShownItems.Of(GetType(), images);
}
