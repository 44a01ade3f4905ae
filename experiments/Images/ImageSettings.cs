using RnnMemory.Experiments.Framework;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>
/// The settings of an experiment on images (section 3.2): its rows and what they share. Their defaults are in paper.json.
/// </summary>
public sealed record ImageSettings : ICheckedSettings
{
    /// <summary>Declares a section of such settings to the loader.</summary>
    public static SettingsSection Section(string name) => new(name, typeof(ImageSettings), KnownOptimizers.Hyperparameters);

    [Setting("Data set: one that is built in, e.g. mnist or digits, or a name of one's own for the set in Files.")]
    public string DataSet { get; init; } = "";

    [Setting("IDX files of 28 x 28 images in ten classes: training images, labels, test images, labels; null: a built-in set.")]
    public IReadOnlyList<string>? Files { get; init; }

    [Setting("Representations, the ways in which an image becomes a sequence (assumptions B4-B7).",
        NotEmpty = true, Distinct = true, Names = typeof(RepresentationNames))]
    public IReadOnlyList<string> Representations { get; init; } = [];

    [Setting("Which fixed permutations the permuted representations use; 0 to 2 are the authors', others our own (assumption B8).",
        NotEmpty = true, Distinct = true, Min = 0)]
    public IReadOnlyList<int> Permutations { get; init; } = [];

    [Setting("Whether the ink of every image is stretched until its bounding box is a square (claims MN-13 and CON-6).")]
    public bool SquareBox { get; init; }

    [Setting("Learning rates, one run each (assumption C10).", NotEmpty = true, Distinct = true, Above = 0,
        Binary32 = true)]
    public IReadOnlyList<double> LearningRates { get; init; } = [];

    [Setting("Cell. vanilla: ReLU from the identity, the paper's; tanh: Keras's default network (assumption B1).",
        Names = typeof(KnownCells))]
    public string Cell { get; init; } = "vanilla";

    [Setting("Standard deviation of the first values of the vanilla cell's input kernel; the paper's is 0.001 (assumption B2).",
        Above = 0, Max = 1000)]
    public double KernelDeviation { get; init; } = Initialisation.SmallDeviation;

    [Setting("H, the number of hidden units.", Min = 1, Max = 4096)]
    public int Hidden { get; init; }

    [Setting("B, images in a minibatch (assumption C6).", Min = 1, Max = RunSpec.LargestBatch)]
    public int BatchSize { get; init; }

    [Setting("Epochs, each over all training images (assumption C7).", Min = 1, Max = RunSpec.MostEpochs)]
    public int Epochs { get; init; }

    [Setting("Optimiser; the paper uses RMSprop.", Names = typeof(KnownOptimizers))]
    public string Optimizer { get; init; } = "rmsprop";

    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    [Setting("Gradients are scaled down to this global norm; 0: no clipping, as in the paper (assumption C4).",
        Min = 0, Zero = "no clipping", Binary32 = true)]
    public double ClipNorm { get; init; }

    [Setting("Representations that read lines train on the first so many images; 0: all.", Min = 0, Max = int.MaxValue)]
    public int TrainingSubset { get; init; }

    [Setting("Representations that read pixel by pixel train on the first so many images; 0: all.", Min = 0, Max = int.MaxValue)]
    public int PixelTrainingSubset { get; init; }

    [Setting("The first so many training images measure the accuracy at the end of an epoch (assumption C9).",
        Min = 1, Max = int.MaxValue)]
    public int AccuracySubset { get; init; }

    [Setting("Latency and damage of pixel-by-pixel models are measured on the first so many test images; 0: all.",
        Min = 0, Max = int.MaxValue)]
    public int PixelMeasuredImages { get; init; }

    [Setting("Readouts of the hidden states are fitted on the first so many training images, and scored on as many test images.",
        Min = 1, Max = int.MaxValue)]
    public int MemoryImages { get; init; }

    /// <inheritdoc/>
    void ICheckedSettings.Check(SettingChecks checks)
    {
        checks.Require(nameof(DataSet), DataSet != "" && DataSet.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
            "must be a name of lower-case letters, digits and '-'");
        checks.Require(nameof(Files), Files is null or { Count: 4 },
            "must name four files: training images and labels, test images and labels");
    }

    private sealed class RepresentationNames : IKnownNames
    {
        public string Kind => "representation";

        public IReadOnlyCollection<string> Names => Tasks.Representations.Names;
    }
}
