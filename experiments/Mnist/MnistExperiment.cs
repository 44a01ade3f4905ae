using RnnMemory.Experiments.Images;

namespace RnnMemory.Experiments.Mnist;

/// <summary>
/// Section 3.2: networks read MNIST row by row, column by column, pixel by pixel, and in fixed random orders. Shows Tables 1, 3 and 4 and
/// Figs. 8 and 9.
/// </summary>
public sealed class MnistExperiment() : ImageExperiment(ImageSections.Mnist)
{
    /// <inheritdoc/>
    public override string Name => "Mnist";

    /// <inheritdoc/>
    public override string Description => "Section 3.2, Tables 1, 3, 4, Figs. 8, 9: handwritten digits in seven representations";
}
