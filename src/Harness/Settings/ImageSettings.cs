using RnnMemory.Tasks;

namespace RnnMemory.Settings;

/// <summary>An experiment on images (section 3.2): the rows of its theory and the settings they share.</summary>
public sealed record ImageSettings
{
    /// <summary>"mnist", "digits", or a name of one's own for the set in <see cref="Files"/>.</summary>
    public string DataSet { get; init; } = "";

    /// <summary>
    /// Four IDX files of 28 x 28 images in ten classes, as names or paths: training images and labels, test images and labels.
    /// Null for the sets that are built in.
    /// </summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Names of representations.</summary>
    public IReadOnlyList<string> Representations { get; init; } = [];

    /// <summary>Which fixed permutations the permuted representations use; 0 to 2 are the authors'.</summary>
    public IReadOnlyList<int> Permutations { get; init; } = [];

    /// <summary>lr of RMSprop, one run each.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [];

    /// <summary>H.</summary>
    public int Hidden { get; init; }

    /// <summary>B.</summary>
    public int BatchSize { get; init; }

    /// <summary>Number of epochs.</summary>
    public int Epochs { get; init; }

    /// <summary>ρ of RMSprop.</summary>
    public double Rho { get; init; }

    /// <summary>ε of RMSprop.</summary>
    public double Epsilon { get; init; }

    /// <summary>Global gradient norm to clip to; 0 for none, as in the paper (assumption C4).</summary>
    public double ClipNorm { get; init; }

    /// <summary>Representations that read lines train on the first so many images; 0 for all.</summary>
    public int TrainingSubset { get; init; }

    /// <summary>Representations that read pixel by pixel train on the first so many images; 0 for all.</summary>
    public int PixelTrainingSubset { get; init; }

    /// <inheritdoc cref="ImageTaskSpec.AccuracySubset"/>
    public int AccuracySubset { get; init; }

    /// <summary>Latency and damage of pixel-by-pixel models are measured on the first so many test images; 0 for all.</summary>
    public int PixelMeasuredImages { get; init; }
}
