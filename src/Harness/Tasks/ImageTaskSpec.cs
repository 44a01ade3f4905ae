using System.Text.Json.Serialization;
using RnnMemory.Basics;
using RnnMemory.Data;

namespace RnnMemory.Tasks;

/// <summary>Images read as sequences in one of seven representations (section 3.2).</summary>
public sealed record ImageTaskSpec : TaskSpec
{
    /// <summary>"mnist", "digits", or the name of a set in IDX form whose files <see cref="Files"/> names.</summary>
    public required string DataSet { get; init; }

    /// <summary>The files of a set in IDX form; null for "mnist" and "digits".</summary>
    public ImageSetSpec? Files { get; init; }

    /// <summary>How an image becomes a sequence.</summary>
    public required Representation Representation { get; init; }

    /// <summary>Which of the fixed permutations a permuted representation uses; 0 to 2 are the authors' on 28 x 28 pixels.</summary>
    public int Permutation { get; init; }

    /// <summary>
    /// Whether the ink of every image, of the training and of the test set, is stretched to a square (<see cref="SquareBox"/>). False is
    /// not written into specs, so identities of runs on plain images stay as they were.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SquareBox { get; init; }

    /// <summary>Number of images to train on, the first ones; 0 for all.</summary>
    public int TrainingSubset { get; init; }

    /// <summary>
    /// Number of training images, the first ones, that measure the true training accuracy at the end of an epoch (assumption C9).
    /// </summary>
    public int AccuracySubset { get; init; } = 10_000;

    /// <summary>
    /// The set's hash if it is known beforehand: for "mnist", "digits", and a set of files whose SHA-256 are all given.
    /// </summary>
    [JsonIgnore]
    public override string? DataHash => ImageSets.KnownHash(DataSet, Files);

    /// <summary>Test accuracy, as in the paper's tables (assumption B9).</summary>
    [JsonIgnore]
    public override string SelectionMetric => ImageMetrics.TestAccuracy;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Metrics => [ImageMetrics.TestAccuracy, ImageMetrics.TestLoss, ImageMetrics.TrainingAccuracy];

    /// <inheritdoc/>
    public override int? UpdatesOfEpoch(int batch)
    {
        Validate();
        return ImageSets.KnownTrainCount(DataSet, Files) is { } whole ? Updates(batch, TrainingImages(whole)) : null;
    }

    /// <inheritdoc/>
    public override ITask Open(long seed)
    {
        Validate();
        ImageDataSet set = ImageSets.Load(DataSet, Files);
        TrainingImages(set.Train.Count);
        return new ImageTask(this, SquareBox ? Data.SquareBox.Of(set) : set, seed);
    }

    /// <inheritdoc/>
    public override bool IsDataAtHand() => ImageSets.IsAtHand(DataSet, Files);

    /// <inheritdoc/>
    public override double StepsPerEpoch(int batch)
    {
        (int rows, int columns, _) = ImageSets.Shape(DataSet, Files);

        // The size of other sets in MNIST's form is unknown before they are read; most are as large as MNIST.
        int whole = ImageSets.KnownTrainCount(DataSet, Files) ?? Mnist.TrainCount;
        int images = TrainingSubset > 0 ? TrainingSubset : whole;

        // A test set has about a sixth as many images as its training set.
        double answered = Math.Min(AccuracySubset, images) + (whole / 6.0);
        return ((images / batch) + (AnsweredCost * answered / batch)) * Representation.Shape(rows, columns).Steps;
    }

    /// <summary>The number of images to train on, of a set of <paramref name="whole"/> images.</summary>
    /// <exception cref="UserError">The set is too small.</exception>
    internal int TrainingImages(int whole) =>
        TrainingSubset == 0 ? whole
        : TrainingSubset <= whole ? TrainingSubset
        : throw new UserError(
            $"{nameof(TrainingSubset)} must be at most the {whole} training images of '{DataSet}', not {TrainingSubset}.");

    /// <summary>The number of minibatches of B sequences that the training images give.</summary>
    /// <exception cref="UserError">The images do not fill one minibatch.</exception>
    internal static int Updates(int batch, int images) => batch <= images
        ? images / batch
        : throw new UserError($"A minibatch of {batch} sequences needs as many training images, got {images}.");

    private void Validate()
    {
        if (Permutation < 0 || (Permutation > 0 && !Representation.IsPermuted()))
        {
            string expected = Representation.IsPermuted() ? "at least 0" : $"0 for '{Representation.Name()}', which permutes nothing";
            throw new UserError($"{nameof(Permutation)} must be {expected}, not {Permutation}.");
        }

        if (TrainingSubset < 0)
        {
            throw new UserError($"{nameof(TrainingSubset)} must be at least 0 (0: all images), not {TrainingSubset}.");
        }

        if (AccuracySubset < 1)
        {
            throw new UserError($"{nameof(AccuracySubset)} must be at least 1, not {AccuracySubset}.");
        }

        Files?.Validate();
    }
}
