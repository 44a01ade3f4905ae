using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;

namespace RnnMemory.Experiments.Damage;

/// <summary>
/// The accuracy of section 3.2's networks on images with missing pixels; part of the authors' script, not of the paper.
/// </summary>
public sealed class DamageExperiment() : ImageExperiment(ImageSections.Mnist)
{
    /// <inheritdoc/>
    public override string Name => "Damage";

    /// <inheritdoc/>
    public override string Description => "Not in the paper: accuracy of the networks of Mnist when a share of the pixels is set to zero";

    /// <inheritdoc/>
    protected override IReadOnlyList<Item> Items(ImageSettings images) => ItemsOf(images);

    /// <summary>The damage table and curves of any image plan.</summary>
    internal static IReadOnlyList<Item> ItemsOf(ImageSettings images) =>
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
